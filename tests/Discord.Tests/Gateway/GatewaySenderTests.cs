using System.Net.WebSockets;
using Fabric.Discord.Gateway;
using Fabric.Testing;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GatewaySenderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeSocket _socket = new(new Uri("ws://127.0.0.1"));

    [Fact]
    public async Task Holds_commands_back_at_115_in_a_minute_and_lets_heartbeats_through()
    {
        using var sender = new GatewaySender(_socket, _clock);
        for (var number = 0; number < 115; number++)
        {
            await sender.SendCommandAsync("{}"u8.ToArray(), CancellationToken.None);
            await _socket.SentAsync();
        }

        var held = sender.SendCommandAsync("held"u8.ToArray(), CancellationToken.None).AsTask();
        await sender.SendUrgentAsync("beat"u8.ToArray(), CancellationToken.None);

        (await _socket.SentAsync()).ShouldBe("beat");
        held.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await _socket.SentAsync()).ShouldBe("held");
        await held;
    }

    [Fact]
    public async Task Lets_commands_go_as_the_minute_slides()
    {
        using var sender = new GatewaySender(_socket, _clock);
        for (var number = 0; number < 115; number++)
        {
            await sender.SendCommandAsync("{}"u8.ToArray(), CancellationToken.None);
            await _socket.SentAsync();
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        var first = sender.SendCommandAsync("first"u8.ToArray(), CancellationToken.None).AsTask();
        var second = sender.SendCommandAsync("second"u8.ToArray(), CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2.5));

        (await _socket.SentAsync()).ShouldBe("first");
        await first;
        second.IsCompleted.ShouldBeFalse();
        await Eventually.TrueAsync(() => _clock.PendingTimers > 0, "the second command waits");
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await second;
    }

    [Fact]
    public async Task Reports_a_peer_that_takes_nothing()
    {
        using var sender = new GatewaySender(new StuckSocket(), _clock);

        var sending = sender.SendUrgentAsync("beat"u8.ToArray(), CancellationToken.None).AsTask();
        _clock.Advance(GatewaySender.SendTimeout);

        await Should.ThrowAsync<WebSocketException>(sending);
    }

    private sealed class StuckSocket : IGatewaySocket
    {
        public ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        public ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
