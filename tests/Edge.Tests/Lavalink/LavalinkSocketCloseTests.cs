using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.WebSockets;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>How sockets end, and what becomes of what they were sent.</summary>
public sealed class LavalinkSocketCloseTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_binary_message_is_1003()
    {
        var (client, _) = await _server.OpenAsync();
        await using var __ = client;

        await client.SendAsync(WebSocketOpcode.Binary, [1]);

        await client.ExpectCloseAsync(1003);
    }

    [Theory]
    [InlineData(new byte[] { 0x03, 0xE8 }, 1000, "")]
    [InlineData(new byte[] { 0x0F, 0xA0, (byte)'b', (byte)'y', (byte)'e' }, 4000, "bye")]
    [InlineData(new byte[] { }, 1000, "")]
    [InlineData(new byte[] { 0x03, 0xED }, 1000, "")]
    public async Task A_client_that_closes_is_answered_with_what_it_says(byte[] said, int code, string reason)
    {
        var (client, _) = await _server.OpenAsync();
        await using var __ = client;

        await client.SendAsync(WebSocketOpcode.Close, said);

        var answer = await client.ReceiveAsync();
        (answer.Opcode, answer.CloseCode, answer.CloseReason).ShouldBe((WebSocketOpcode.Close, code, reason));
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_when_its_session_has_been_left()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;
        var slow = new TaskCompletionSource();
        _server.Cluster.Closing = slow.Task;

        await client.CloseAsync(1000);
        await Eventually.TrueAsync(() => _server.Cluster.Calls.Contains("closing"), "the session to be left");
        _server.Cluster.Tell(session, "{\"n\":1}");
        client.Stream.DataAvailable.ShouldBeFalse();
        slow.SetResult();

        (await client.ReceiveAsync()).Opcode.ShouldBe(WebSocketOpcode.Close);
        _server.Cluster.Ask(session, static one => one).ShouldBeNull();
    }

    [Fact]
    public async Task A_client_that_closes_is_cut_off_where_its_session_cannot_be_left()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time);
        var (client, _) = await server.OpenAsync();
        await using var owned = client;
        var never = new TaskCompletionSource();
        server.Cluster.Closing = never.Task;
        await client.CloseAsync(1000);
        await Eventually.TrueAsync(() => server.Cluster.Calls.Contains("closing"), "the session to be left");

        time.Advance(LavalinkServer.Unpaused.Limits.CloseTimeout);

        await client.ExpectCutAsync();
        never.SetResult();
    }

    [Fact]
    public async Task What_was_written_is_acknowledged_with_leaving_the_session_and_not_sent_again()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;
        await _server.Cluster.UpdateSessionAsync(session, new SessionUpdate { Resuming = true });
        var slow = new TaskCompletionSource();
        _server.Cluster.Acknowledging = slow.Task;
        _server.Cluster.Tell(session, "{\"n\":1}");
        await Eventually.TrueAsync(() => _server.Cluster.Calls.Contains("acknowledging"), "the first to be acknowledged");
        await client.ReceiveAsync();
        _server.Cluster.Acknowledging = Task.CompletedTask;
        _server.Cluster.Tell(session, "{\"n\":2}");
        await client.ReceiveAsync();

        await client.CloseAsync(1000);
        await Eventually.TrueAsync(() => _server.Cluster.Calls.Contains("close False"), "the session to be left");

        await using var again = await _server.ConnectAsync($"Session-Id: {session}");
        (await again.ReceiveAsync()).Text.ShouldStartWith("{\"op\":\"ready\",\"resumed\":true");
        _server.Cluster.Tell(session, "{\"n\":3}");
        (await again.ReceiveAsync()).Text.ShouldBe("{\"n\":3}");
        slow.SetResult();
    }
}
