using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.Cluster.Tests.Support;

/// <summary>A Lanyard client that notes how new what it is told is. When its socket ends it connects to the next address that it was given.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[1 << 22];
    private readonly byte[] _subscription;
    private readonly Uri[] _addresses;
    private readonly Staleness _staleness;
    private Task _running = Task.CompletedTask;
    private int _connections;

    private Subscriber(object subscription, Staleness staleness, Uri[] addresses)
    {
        _subscription = JsonSerializer.SerializeToUtf8Bytes(new { op = 2, d = subscription });
        _staleness = staleness;
        _addresses = addresses;
    }

    /// <summary>The code with which the server closed the last socket.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>How often it has subscribed.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static Task<Subscriber> OfAllAsync(Staleness staleness, params Uri[] addresses) => StartAsync(new { subscribe_to_all = true }, staleness, addresses);

    public static Task<Subscriber> OfAsync(IEnumerable<Snowflake> users, Staleness staleness, params Uri[] addresses) =>
        StartAsync(new { subscribe_to_ids = users.Select(static user => user.ToString()) }, staleness, addresses);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static async Task<Subscriber> StartAsync(object subscription, Staleness staleness, Uri[] addresses)
    {
        var subscriber = new Subscriber(subscription, staleness, addresses);
        subscriber._running = subscriber.RunAsync();
        await subscriber._subscribed.Task.WaitAsync(Patience, TimeProvider.System);
        return subscriber;
    }

    private async Task RunAsync()
    {
        for (var attempt = 0; !_stop.IsCancellationRequested; attempt++)
        {
            try
            {
                await ServeAsync(_addresses[attempt % _addresses.Length]);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(Uri address)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, _stop.Token);
        await socket.SendAsync(_subscription, WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        while (await NextAsync(socket) is { } message)
        {
            Take(message);
        }

        CloseCode = (int?)socket.CloseStatus;
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token);
    }

    private async Task<JsonElement?> NextAsync(ClientWebSocket socket)
    {
        var length = 0;
        while (true)
        {
            var result = await socket.ReceiveAsync(_buffer.AsMemory(length), _stop.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return JsonElement.Parse(Encoding.UTF8.GetString(_buffer, 0, length));
            }
        }
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("t", out var type))
        {
            return;
        }

        var data = message.GetProperty("d");
        if (type.GetString() == "INIT_STATE")
        {
            foreach (var presence in data.EnumerateObject())
            {
                Take(presence.Name, presence.Value);
            }

            Interlocked.Increment(ref _connections);
            _subscribed.TrySetResult();
        }
        else
        {
            Take(data.GetProperty("discord_user").GetProperty("id").GetString()!, data);
        }
    }

    private void Take(string user, JsonElement presence) => _staleness.Received(user, Presence.NumberOf(presence));
}
