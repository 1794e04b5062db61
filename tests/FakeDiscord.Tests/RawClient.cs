using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using ZstdSharp;

namespace Fabric.FakeDiscord.Tests;

/// <summary>A gateway client without manners: it sends what it is told to and shows what comes back.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly MemoryStream _compressed = new();
    private readonly ZLibStream _inflater;
    private readonly DecompressionStream _zstd;
    private readonly bool _isStream;
    private readonly bool _isZstd;
    private bool _hasReadHello;

    private RawClient(bool isStream, bool isZstd)
    {
        _isStream = isStream;
        _isZstd = isZstd;
        _zstd = new DecompressionStream(_compressed, checkEndOfStream: false, leaveOpen: true);
        _inflater = new ZLibStream(_compressed, CompressionMode.Decompress);
    }

    /// <summary>WebSocket messages received.</summary>
    public int Messages { get; private set; }

    /// <summary>Of these, binary ones.</summary>
    public int BinaryMessages { get; private set; }

    public static async Task<RawClient> ConnectAsync(string url, string query = "?v=10&encoding=json")
    {
        var client = new RawClient(
            query.Contains("zlib-stream", StringComparison.Ordinal), query.Contains("zstd-stream", StringComparison.Ordinal));
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await client._socket.ConnectAsync(new Uri($"{url.TrimEnd('/')}/{query}"), limit.Token);
        return client;
    }

    /// <summary>Connects, reads Hello, identifies and reads READY.</summary>
    public static async Task<RawClient> ReadyAsync(
        FakeDiscordServer discord, GatewayIntents intents = GatewayIntents.Guilds, string extra = "")
    {
        var client = await ConnectAsync(discord.Addresses.Gateway);
        await client.IdentifyAsync(discord, intents, extra);
        (await client.NextAsync("READY")).GetProperty("s").GetInt64().ShouldBe(1);
        return client;
    }

    public Task IdentifyAsync(FakeDiscordServer discord, GatewayIntents intents = GatewayIntents.Guilds, string extra = "") =>
        IdentifyAsync(discord.Token, intents, extra);

    public Task IdentifyAsync(string token, GatewayIntents intents, string extra = "") =>
        SendAsync($$$"""{"op":2,"d":{"token":"{{{token}}}","intents":{{{(int)intents}}},"properties":{}{{{extra}}}}}""");

    public async Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, limit.Token);
    }

    /// <summary>The next payload with this operation, whatever comes before it.</summary>
    public Task<JsonElement> NextAsync(GatewayOpcode op) =>
        NextAsync(payload => payload.GetProperty("op").GetInt32() == (int)op, $"op {op}");

    /// <summary>The next dispatch of this type, whatever comes before it.</summary>
    public Task<JsonElement> NextAsync(string type) => NextAsync(payload => payload.GetProperty("t").GetString() == type, type);

    /// <summary>Reads up to the close frame; its code.</summary>
    public async Task<int> CloseCodeAsync()
    {
        while (await ReceiveAsync("a close frame") is not null)
        {
            // What was on its way.
        }

        return (int)_socket.CloseStatus!.Value;
    }

    /// <summary>True when an acknowledgement is the very next payload: nothing else was on its way.</summary>
    public async Task<bool> IsQuietAsync()
    {
        await SendAsync("""{"op":1,"d":null}""");
        return (await ReceiveAsync("an acknowledgement"))?.GetProperty("op").GetInt32() == (int)GatewayOpcode.HeartbeatAck;
    }

    public async Task CloseAsync(int code)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _socket.CloseAsync((WebSocketCloseStatus)code, null, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _inflater.DisposeAsync();
        await _zstd.DisposeAsync();
    }

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted, string what)
    {
        var seen = new List<string>();
        while (await ReceiveAsync($"{what}; so far {string.Join(", ", seen)}") is { } payload)
        {
            if (wanted(payload))
            {
                return payload;
            }

            seen.Add($"{payload.GetProperty("op")}/{payload.GetProperty("t")}");
        }

        throw new InvalidOperationException($"Closed with {_socket.CloseStatus} before {what}; so far {string.Join(", ", seen)}.");
    }

    private async Task<JsonElement?> ReceiveAsync(string what)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            return await ReceivePayloadAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}.", exception);
        }
    }

    private async Task<JsonElement?> ReceivePayloadAsync(CancellationToken cancellationToken)
    {
        using var collected = new MemoryStream();
        while (true)
        {
            var start = (int)collected.Length;
            if (await ReceiveMessageAsync(collected, cancellationToken) is not { } type)
            {
                return null;
            }

            var bytes = collected.ToArray();
            if (type == WebSocketMessageType.Text)
            {
                return JsonElement.Parse(bytes);
            }

            if (_isZstd)
            {
                return JsonElement.Parse(Inflate(_zstd, bytes));
            }

            if (!_isStream)
            {
                return JsonElement.Parse(InflateAlone(collected));
            }

            if (bytes.AsSpan(start).EndsWith<byte>([0, 0, 0xFF, 0xFF]))
            {
                return JsonElement.Parse(InflateZlib(bytes));
            }
        }
    }

    /// <summary>Appends one WebSocket message; null when it is the close frame.</summary>
    private async Task<WebSocketMessageType?> ReceiveMessageAsync(MemoryStream collected, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            collected.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);

        Messages++;
        BinaryMessages += received.MessageType == WebSocketMessageType.Binary ? 1 : 0;
        return received.MessageType;
    }

    private static byte[] InflateAlone(MemoryStream compressed)
    {
        compressed.Position = 0;
        using var inflater = new ZLibStream(compressed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        inflater.CopyTo(plain);
        return plain.ToArray();
    }

    private byte[] InflateZlib(byte[] compressed)
    {
        if (!_hasReadHello)
        {
            compressed[0].ShouldBe((byte)0x78, "the zlib header");
            _hasReadHello = true;
        }

        return Inflate(_inflater, compressed);
    }

    private byte[] Inflate(Stream inflater, byte[] compressed)
    {
        var before = _compressed.Position;
        _compressed.Write(compressed);
        _compressed.Position = before;
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = inflater.Read(buffer)) > 0)
        {
            plain.Write(buffer, 0, count);
        }

        return plain.ToArray();
    }
}
