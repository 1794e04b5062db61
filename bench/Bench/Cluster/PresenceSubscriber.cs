using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.Bench.Cluster;

/// <summary>A Lanyard client of a gateway that follows users by their ids and tells the number in each presence that it is sent.</summary>
internal sealed class PresenceSubscriber : IAsyncDisposable
{
    private const int LargestMessage = 1 << 22;

    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[LargestMessage];
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<long, long> _onReceived;
    private Task _running = Task.CompletedTask;

    private PresenceSubscriber(Action<long, long> onReceived) => _onReceived = onReceived;

    /// <summary>Connects and waits for the state at the beginning.</summary>
    /// <param name="socket">The gateway's.</param>
    /// <param name="users">Who is followed.</param>
    /// <param name="onReceived">Takes the number of a presence, and the timestamp of its arrival.</param>
    public static async Task<PresenceSubscriber> StartAsync(Uri socket, IEnumerable<Snowflake> users, Action<long, long> onReceived)
    {
        var subscriber = new PresenceSubscriber(onReceived);
        await subscriber._socket.ConnectAsync(socket, CancellationToken.None);
        await subscriber.SendAsync(new { op = 2, d = new { subscribe_to_ids = users.Select(static user => user.ToString()) } });
        subscriber._running = Task.WhenAll(subscriber.ReceiveAsync(), subscriber.BeatAsync());
        await Task.WhenAny(subscriber._initialized.Task, subscriber._running).Unwrap().WaitAsync(Limit, TimeProvider.System);
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // It was ended in the middle of a wait.
        }

        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(_buffer.AsMemory(length), _stop.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException($"The gateway closed the subscriber's socket: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            }

            Take(_buffer.AsMemory(0, length), Stopwatch.GetTimestamp());
        }
    }

    private void Take(ReadOnlyMemory<byte> message, long timestamp)
    {
        using var document = JsonDocument.Parse(message);
        switch (document.RootElement.TryGetProperty("t", out var type) ? type.GetString() : null)
        {
            case "INIT_STATE":
                _initialized.TrySetResult();
                break;
            case "PRESENCE_UPDATE":
                _onReceived(NumberOf(document.RootElement.GetProperty("d")), timestamp);
                break;
        }
    }

    private static long NumberOf(JsonElement presence) => presence.GetProperty("activities").EnumerateArray()
        .Select(static activity => activity.TryGetProperty("state", out var state) ? state.GetString() : null)
        .Select(static state => long.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .FirstOrDefault();

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(HeartbeatPeriod, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            await SendAsync(new { op = 3 });
        }
    }

    private ValueTask SendAsync(object message) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
}
