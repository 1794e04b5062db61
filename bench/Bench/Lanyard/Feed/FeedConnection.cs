using System.Net.WebSockets;
using System.Text.Json;

namespace Fabric.Bench.Lanyard.Feed;

/// <summary>One connection to the feed's gateway: as much of Discord's protocol as a shard needs that sends no commands of its own.</summary>
internal sealed class FeedConnection(WebSocket socket, FeedWorld world, Uri url, bool compressed) : IDisposable
{
    private const int ChunkSize = 1000;
    private const int LargestCommand = 4096;

    private readonly FeedEncoder _encoder = new(compressed);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _identified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;

    /// <summary>The number of the last dispatch that was encoded.</summary>
    public long Sequence => _sequence;

    /// <summary>Completes when the shard has been told of its guilds.</summary>
    public Task IdentifiedAsync() => _identified.Task;

    /// <summary>Serves the connection until it ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SendAsync(FeedPayloads.Hello);
        var buffer = new byte[LargestCommand];
        while (await ReceiveAsync(buffer, cancellationToken) is { } command)
        {
            using var message = JsonDocument.Parse(command);
            await AnswerAsync(message.RootElement);
        }
    }

    /// <summary>
    /// Encodes changes now, to be sent later and without delay. Nothing else can be sent meanwhile, so they are to be sent soon.
    /// </summary>
    public async Task<PreparedFeed> PrepareAsync(IEnumerable<(int User, long Number)> changes)
    {
        await _sending.WaitAsync();
        return new PreparedFeed([.. changes.Select(change => Encode(change.User, change.Number))], this);
    }

    /// <summary>Sends a change at once.</summary>
    public async Task SendAsync(int user, long number)
    {
        await _sending.WaitAsync();
        await SendAsync([Encode(user, number)]);
    }

    /// <summary>Sends messages for which the turn was taken, and gives the turn back.</summary>
    public async Task SendAsync(IReadOnlyList<byte[]> messages)
    {
        try
        {
            foreach (var message in messages)
            {
                await socket.SendAsync(message.AsMemory(), _encoder.MessageType, endOfMessage: true, CancellationToken.None);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _sending.Dispose();
    }

    private byte[] Encode(int user, long number) =>
        _encoder.Encode(FeedPayloads.Dispatch("PRESENCE_UPDATE", ++_sequence, FeedPayloads.Change(user, number)));

    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
        if (received.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        return received.EndOfMessage ? buffer.AsMemory(0, received.Count) : throw new InvalidDataException("A shard's command has more than 4096 bytes.");
    }

    private Task AnswerAsync(JsonElement message) => message.GetProperty("op").GetInt32() switch
    {
        1 => SendAsync(FeedPayloads.HeartbeatAck),
        2 => IdentifyAsync(),
        6 => SendAsync(FeedPayloads.InvalidSession),
        8 => SendMembersAsync(message.GetProperty("d")),
        _ => Task.CompletedTask,
    };

    private async Task IdentifyAsync()
    {
        await DispatchAsync("READY", FeedPayloads.Ready(world, url));
        for (var guild = 0; guild < world.Guilds; guild++)
        {
            await DispatchAsync("GUILD_CREATE", FeedPayloads.Guild(world, guild));
        }

        _identified.TrySetResult();
    }

    private async Task SendMembersAsync(JsonElement request)
    {
        var guild = FeedWorld.GuildOf(ulong.Parse(request.GetProperty("guild_id").GetString()!, provider: null));
        var nonce = request.TryGetProperty("nonce", out var text) ? text.GetString() : null;
        var chunks = Asked(request, guild).Chunk(ChunkSize).ToList();
        for (var index = 0; index < chunks.Count; index++)
        {
            await DispatchAsync("GUILD_MEMBERS_CHUNK", FeedPayloads.Chunk(guild, chunks[index], index, chunks.Count, nonce));
        }
    }

    private IEnumerable<int> Asked(JsonElement request, int guild)
    {
        if (request.TryGetProperty("user_ids", out var ids) && ids.ValueKind == JsonValueKind.Array)
        {
            return [.. ids.EnumerateArray().Select(static id => FeedWorld.UserOf(ulong.Parse(id.GetString()!, provider: null)))];
        }

        var members = world.MembersOf(guild);
        return Enumerable.Range(members.Start.Value, members.End.Value - members.Start.Value);
    }

    private async Task DispatchAsync(string type, string data)
    {
        await _sending.WaitAsync();
        await SendAsync([_encoder.Encode(FeedPayloads.Dispatch(type, ++_sequence, data))]);
    }

    private async Task SendAsync(string payload)
    {
        await _sending.WaitAsync();
        await SendAsync([_encoder.Encode(payload)]);
    }
}
