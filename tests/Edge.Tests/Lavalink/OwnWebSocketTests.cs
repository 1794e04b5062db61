using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>What clients need that have a WebSocket of their own: Lavacord, Moonlink.js 5, Rainlink.</summary>
public sealed class OwnWebSocketTests
{
    [Fact]
    public async Task Ready_comes_a_moment_after_the_answer_to_a_handshake_without_extensions()
    {
        var time = new ManualTimeProvider();
        var settings = new LavalinkSocketSettings();
        await using var server = await LavalinkServer.StartAsync(time, settings);
        var timers = time.PendingTimers;
        await using var client = await server.ConnectAsync();
        await Eventually.TrueAsync(() => time.PendingTimers > timers, "the pause");
        time.Advance(settings.Pause - TimeSpan.FromMilliseconds(1));
        client.Stream.DataAvailable.ShouldBeFalse();

        time.Advance(TimeSpan.FromMilliseconds(1));

        ((string?)(await client.ReceiveJsonAsync())["op"]).ShouldBe("ready");
    }

    [Fact]
    public async Task Ready_comes_at_once_to_a_client_that_offers_extensions()
    {
        await using var server = await LavalinkServer.StartAsync(new ManualTimeProvider(), new LavalinkSocketSettings());

        await using var client = await server.ConnectAsync("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        ((string?)(await client.ReceiveJsonAsync())["op"]).ShouldBe("ready");
    }

    [Fact]
    public async Task A_client_that_leaves_before_ready_leaves_its_session()
    {
        await using var server = await LavalinkServer.StartAsync(new ManualTimeProvider(), new LavalinkSocketSettings());
        await using (await server.ConnectAsync())
        {
            await Eventually.TrueAsync(() => server.Cluster.Calls.Any(static call => call.StartsWith("open", StringComparison.Ordinal)), "the session");
        }

        await Eventually.TrueAsync(() => server.Cluster.Calls.Any(static call => call.StartsWith("close", StringComparison.Ordinal)), "the session's end");
    }

    [Fact]
    public async Task An_unmasked_pong_is_taken()
    {
        await using var server = await LavalinkServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        await using var owned = client;

        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Pong, [], masked: false));

        await client.ExpectQuietAsync();
    }
}
