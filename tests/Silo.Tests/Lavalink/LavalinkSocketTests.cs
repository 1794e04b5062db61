using System.Text.RegularExpressions;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>
/// The checks 3 to 9, 11 to 15 and 17 of lavalink.md §12, through the whole program. Check 10 waits for a minute: it is the front-end's, with a clock of
/// its own.
/// </summary>
[Collection(nameof(LavalinkCollection))]
public sealed partial class LavalinkSocketTests(LavalinkFabric fabric)
{
    private int Port => fabric.Program.Lavalink.Port;

    [Theory]
    [InlineData(null)]
    [InlineData("User-Id: 0")]
    public async Task C3_C4_a_user_has_to_be_named(string? header)
    {
        await using var socket = await SocketClient.ConnectAsync(Port, "/v4/websocket", [LavalinkClient.Headers[0], .. header is null ? Array.Empty<string>() : [header]]);

        socket.Response.ShouldStartWith("HTTP/1.1 400 ");
        socket.Response.ShouldContain("\r\nContent-Length: 0\r\n");
    }

    [Fact]
    public async Task C5_C6_a_handshake_without_a_name_is_answered_with_lavalinks_headers()
    {
        await using var socket = await SocketClient.ConnectAsync(
            Port, "/v4/websocket", [.. LavalinkClient.Headers[..2], "Sec-WebSocket-Extensions: permessage-deflate"]);

        socket.Response.ShouldStartWith("HTTP/1.1 101 ");
        socket.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        socket.Response.ShouldContain("\r\nLavalink-Api-Version: 4\r\n");
        socket.Response.ShouldNotContain("Sec-WebSocket-Extensions", Case.Insensitive);
    }

    [Fact]
    public async Task C7_C8_C9_ready_comes_first_and_stats_at_once()
    {
        await using var socket = await SocketClient.ConnectAsync(Port, "/v4/websocket", LavalinkClient.Headers);

        (await socket.ReceiveAsync()).Text.ShouldMatch("^{\"op\":\"ready\",\"resumed\":false,\"sessionId\":\"[a-z0-9]{16}\"}$");
        var stats = (await socket.ReceiveAsync()).Text;
        StatsMessage().IsMatch(stats).ShouldBeTrue(stats);
    }

    [Fact]
    public async Task C11_what_a_client_says_is_ignored()
    {
        await using var client = await fabric.OpenAsync();

        await client.Socket.SendAsync("""{"op":"play"}""");
        await client.Socket.SendAsync("no json");

        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C12_a_ping_is_answered_with_what_it_carries()
    {
        await using var client = await fabric.OpenAsync();
        (await client.Socket.ReceiveAsync()).Text.ShouldStartWith("{\"op\":\"stats\"");

        await client.Socket.SendAsync(WebSocketOpcode.Ping, "abc"u8.ToArray());

        var pong = await client.Socket.ReceiveAsync();
        (pong.Opcode, pong.Text).ShouldBe((WebSocketOpcode.Pong, "abc"));
    }

    [Theory]
    [InlineData("abcdefghij012345")]
    [InlineData("nonsense")]
    public async Task C13_an_unknown_session_is_a_new_one(string session)
    {
        await using var client = await LavalinkClient.OpenAsync(fabric.Program, fabric.Http, $"Session-Id: {session}");

        client.Socket.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        ((bool)client.Ready["resumed"]!).ShouldBeFalse();
        client.Session.ShouldNotBe(session);
    }

    [Fact]
    public async Task C14_a_user_may_have_several_sessions_that_know_nothing_of_each_other()
    {
        await using var one = await fabric.OpenAsync();
        await using var other = await fabric.OpenAsync();

        one.Session.ShouldNotBe(other.Session);
        await one.UpdateAsync("""{"volume":1}""");
        ((int)(await other.UpdateAsync("{}"))["volume"]!).ShouldBe(100);
        await one.ExpectNothingAsync();
        await other.ExpectNothingAsync();
    }

    [Fact]
    public async Task C15_a_large_event_is_one_frame()
    {
        var text = new string('x', 200 * 1024);
        await using var client = await fabric.OpenAsync();

        await client.UpdateAsync($$$$"""{"track":{"encoded":"{{{{fabric.Encoded}}}}","userData":{"text":"{{{{text}}}}"}}}""");

        // The client takes whole frames alone, and fails at a part of one.
        var start = await client.ExpectAsync("TrackStartEvent");
        ((string?)start["track"]!["userData"]!["text"]).ShouldBe(text);
    }

    [Fact]
    public async Task C17_a_request_that_is_no_handshake_is_refused()
    {
        var answer = await RawHttp.SendAsync(Port, "GET", "/v4/websocket", LavalinkClient.Headers);

        RawHttp.Status(answer).ShouldBe(400);
        RawHttp.Body(answer).ShouldNotBeEmpty();
    }

    [GeneratedRegex(
        """^{"op":"stats","frameStats":null,"players":\d+,"playingPlayers":\d+,"uptime":\d+,"memory":{"free":\d+,"used":\d+,"allocated":\d+,"reservable":\d+},"cpu":{"cores":\d+,"systemLoad":[\d.E-]+,"lavalinkLoad":[\d.E-]+}}$""",
        RegexOptions.None,
        1000)]
    private static partial Regex StatsMessage();
}
