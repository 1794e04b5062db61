using System.Net;
using Fabric.Abstractions.Players;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks 1 to 17 of lavalink.md §12.</summary>
public sealed class LavalinkSocketChecksTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Authorization: wrong")]
    public async Task C1_C2_without_the_password_there_is_401(string? header)
    {
        var client = await SocketClient.ConnectAsync(_server.Port, "/v4/websocket", [.. header is null ? Array.Empty<string>() : [header], "User-Id: 1"]);
        await using var _ = client;

        client.Response.ShouldStartWith("HTTP/1.1 401 ");
        client.Response.ShouldContain("\r\nContent-Length: 0\r\n");
        client.Response.ShouldNotContain("Session-Resumed");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("User-Id: 0")]
    [InlineData("User-Id:")]
    [InlineData("User-Id: somebody")]
    public async Task C3_C4_a_user_has_to_be_named(string? header)
    {
        var client = await SocketClient.ConnectAsync(
            _server.Port, "/v4/websocket", [LavalinkServer.WithPassword, .. header is null ? Array.Empty<string>() : [header]]);
        await using var _ = client;

        client.Response.ShouldStartWith("HTTP/1.1 400 ");
        client.Response.ShouldContain("\r\nContent-Length: 0\r\n");
        _server.Cluster.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task C5_C6_a_handshake_is_answered_with_lavalinks_headers()
    {
        await using var client = await SocketClient.ConnectAsync(
            _server.Port, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 1", "Sec-WebSocket-Extensions: permessage-deflate");

        client.Response.ShouldStartWith("HTTP/1.1 101 ");
        client.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        client.Response.ShouldContain("\r\nLavalink-Api-Version: 4\r\n");
        client.Response.ShouldNotContain("Sec-WebSocket-Extensions");
        await Eventually.TrueAsync(() => _server.Log.Lines.Any(static line => line.Text.Contains("Client-Name")), "the warning");
    }

    [Theory]
    [InlineData("Caf\u00e9 \u00ff", "Caf\u00e9 \u00ff")]
    [InlineData("Caf\u00c3\u00a9", "Caf\u00e9")]
    [InlineData("\u00e2\u0082", "\u00e2\u0082")]
    public async Task The_name_of_a_client_is_Latin_1_as_Node_sends_it_or_UTF_8(string bytes, string name)
    {
        await using var client = await SocketClient.ConnectAsync(
            _server.Port, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 1", $"Client-Name: {bytes}");

        client.Response.ShouldStartWith("HTTP/1.1 101 ");
        _server.Log.Lines.ShouldContain(line => line.Text.EndsWith($"client {name}"));
    }

    [Fact]
    public async Task C7_C8_C9_ready_comes_first_and_then_stats()
    {
        await using var client = await _server.ConnectAsync();

        var ready = await client.ReceiveAsync();
        var stats = await client.ReceiveAsync();

        ready.Text.ShouldMatch("^{\"op\":\"ready\",\"resumed\":false,\"sessionId\":\"[a-z0-9]{16}\"}$");
        stats.Text.ShouldMatch(
            "^{\"op\":\"stats\",\"frameStats\":null,\"players\":0,\"playingPlayers\":0,\"uptime\":\\d+,"
            + "\"memory\":{\"free\":\\d+,\"used\":\\d+,\"allocated\":\\d+,\"reservable\":\\d+},"
            + "\"cpu\":{\"cores\":\\d+,\"systemLoad\":[\\d.E-]+,\"lavalinkLoad\":[\\d.E-]+}}$");
    }

    [Fact]
    public async Task C10_stats_come_each_minute_with_the_frames_of_the_sessions_players()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time, LavalinkServer.Unpaused with { Limits = new() });
        var (client, session) = await server.OpenAsync();
        await using var _ = client;
        await server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}/players/1", "{}");
        server.Cluster.Frames = new FrameCount(2990, 3);
        server.Cluster.Ask(session, one => one!.Players[new(1)] = one.Players[new(1)] with { Track = new("E", Info()) });
        server.Cluster.Tell(session, "{}", isEvent: false);
        await client.ReceiveAsync();

        time.Advance(TimeSpan.FromSeconds(59));
        await client.ExpectQuietAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        var stats = await client.ReceiveJsonAsync();

        ((string?)stats["op"]).ShouldBe("stats");
        ((int)stats["players"]!).ShouldBe(1);
        ((int)stats["playingPlayers"]!).ShouldBe(1);
        stats["frameStats"]!.ToJsonString().ShouldBe("""{"sent":2990,"nulled":3,"deficit":7}""");
    }

    [Fact]
    public async Task Stats_keep_to_the_minutes_of_the_session_over_a_resume_and_those_that_were_missed_follow_the_events()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time, LavalinkServer.Unpaused with { Limits = new() { IdleTimeout = TimeSpan.FromHours(1) } });
        var (first, session) = await server.OpenAsync();
        await server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}", """{"resuming":true,"timeout":300}""");
        await server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}/players/1", "{}");
        time.Advance(TimeSpan.FromSeconds(50));
        await first.CloseAsync(1000);
        await first.DisposeAsync();
        await Eventually.TrueAsync(() => server.OpenSockets == 0, "the socket to be gone");
        time.Advance(TimeSpan.FromSeconds(145));
        server.Cluster.Tell(session, "1");

        await using var client = await server.ResumeAsync(session);

        await client.ReceiveAsync();
        (await client.ReceiveAsync()).Text.ShouldBe("1");
        var missed = await client.ReceiveJsonAsync();
        ((string?)missed["op"], (int?)missed["players"]).ShouldBe(("stats", 1));
        (await client.ReceiveAsync()).Text.ShouldBe("""{"op":"playerUpdate","guildId":"1"}""");
        time.Advance(TimeSpan.FromSeconds(44));
        await client.ExpectQuietAsync();
        foreach (var wait in new[] { 1, 60 })
        {
            time.Advance(TimeSpan.FromSeconds(wait));
            ((string?)(await client.ReceiveJsonAsync())["op"]).ShouldBe("stats");
        }
    }

    [Fact]
    public async Task C11_what_a_client_says_is_ignored()
    {
        var (client, _) = await _server.OpenAsync();
        await using var __ = client;

        await client.SendAsync("""{"op":"play"}""");
        await client.SendAsync("no json");

        await client.ExpectQuietAsync();
        _server.Log.Lines.Count(static line => line.Text.Contains("sends messages over its socket")).ShouldBe(1);
    }

    [Fact]
    public async Task C12_a_ping_is_answered_with_what_it_carries()
    {
        var (client, _) = await _server.OpenAsync();
        await using var __ = client;

        await client.SendAsync(WebSocketOpcode.Ping, "abc"u8.ToArray());

        var pong = await client.ReceiveAsync();
        pong.Opcode.ShouldBe(WebSocketOpcode.Pong);
        pong.Text.ShouldBe("abc");
    }

    [Theory]
    [InlineData("abcdefghij012345")]
    [InlineData("nonsense")]
    public async Task C13_an_unknown_session_is_a_new_one(string session)
    {
        await using var client = await _server.ConnectAsync($"Session-Id: {session}");

        client.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        var ready = await client.ReceiveJsonAsync();
        ((bool)ready["resumed"]!).ShouldBeFalse();
        ((string?)ready["sessionId"]).ShouldNotBe(session);
    }

    [Fact]
    public async Task C14_a_user_may_have_several_sessions()
    {
        var (one, first) = await _server.OpenAsync();
        var (other, second) = await _server.OpenAsync();
        await using var _ = one;
        await using var __ = other;

        first.ShouldNotBe(second);
        await one.ExpectQuietAsync();
        await other.ExpectQuietAsync();
    }

    [Fact]
    public async Task C15_a_large_event_is_one_frame()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;
        var json = $$"""{"op":"event","data":"{{new string('x', 200 * 1024)}}"}""";

        _server.Cluster.Tell(session, json);

        var frame = await client.ReceiveAsync();
        frame.Opcode.ShouldBe(WebSocketOpcode.Text);
        frame.Text.ShouldBe(json);
    }

    [Fact]
    public async Task C16_a_stop_is_1001_and_the_session_is_told_first()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;

        var stopping = _server.StopAsync();

        await client.ExpectCloseAsync(1001);
        await stopping;
        _server.Cluster.Ask(session, static one => one!.GatewayEnded).ShouldBe(true);
        _server.Cluster.Calls.Count(static call => call.StartsWith("close", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", 400)]
    [InlineData("POST", 405)]
    public async Task C17_a_request_that_is_no_handshake_is_refused(string method, int status)
    {
        var answer = await _server.SendRawAsync(method, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 1");

        RawHttp.Status(answer).ShouldBe(status);
        RawHttp.Body(answer).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("https://example.org", 403)]
    [InlineData("null", 403)]
    [InlineData("http://127.0.0.1:81", 403)]
    [InlineData("http://127.0.0.1", 101)]
    [InlineData("HTTP://127.0.0.1:80", 101)]
    public async Task Pages_of_other_origins_are_refused(string origin, int status)
    {
        await using var client = await SocketClient.ConnectAsync(
            _server.Port, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 1", $"Origin: {origin}");

        client.Response.ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task A_silent_client_is_pinged_and_a_dead_one_is_closed()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time, LavalinkServer.Unpaused with { StatsPeriod = TimeSpan.FromHours(1) });
        var (client, session) = await server.OpenAsync();
        await using var _ = client;

        time.Advance(TimeSpan.FromSeconds(20));
        (await client.ReceiveAsync()).Opcode.ShouldBe(WebSocketOpcode.Ping);
        await client.SendAsync(WebSocketOpcode.Pong, []);
        await client.ExpectQuietAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        (await client.ReceiveAsync()).Opcode.ShouldBe(WebSocketOpcode.Ping);
        time.Advance(TimeSpan.FromSeconds(1));

        Frame frame;
        while ((frame = await client.ReceiveAsync()).Opcode == WebSocketOpcode.Ping)
        {
        }

        frame.CloseCode.ShouldBe(1002);
        await client.CloseAsync(1002);
        await Eventually.TrueAsync(() => server.Cluster.Ask(session, static one => one is null), "the session to be told");
    }

    [Fact]
    public async Task While_the_cluster_does_not_answer_a_handshake_is_503()
    {
        _server.Cluster.IsUnanswered = true;

        var client = await SocketClient.ConnectAsync(_server.Port, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 1");
        await using var _ = client;

        client.Response.ShouldStartWith("HTTP/1.1 503 ");
        client.Response.ShouldContain("\r\nRetry-After: 1\r\n");
    }

    [Fact]
    public async Task What_was_written_is_acknowledged()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;
        for (var i = 1; i <= 100; i++)
        {
            _server.Cluster.Tell(session, $"{{\"n\":{i}}}");
        }

        for (var i = 1; i <= 100; i++)
        {
            (await client.ReceiveAsync()).Text.ShouldBe($"{{\"n\":{i}}}");
        }

        await Eventually.TrueAsync(() => _server.Cluster.Ask(session, static one => one!.Acknowledged) == 100, "the last event to be acknowledged");
        _server.Cluster.Calls.Count(static call => call == "acknowledge").ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public async Task An_event_whose_doorbell_is_lost_shows_by_the_next_one()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;

        _server.Cluster.Tell(session, "1", isLost: true);
        _server.Cluster.Tell(session, "2");
        _server.Cluster.Tell(session, "u", isEvent: false);

        var texts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            texts.Add((await client.ReceiveAsync()).Text);
        }

        texts.ShouldBe(["1", "2", "u"]);
    }

    [Fact]
    public async Task An_event_whose_doorbell_is_lost_shows_by_silence()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time);
        var (client, session) = await server.OpenAsync();
        await using var _ = client;

        server.Cluster.Tell(session, "1", isLost: true);
        time.Advance(TimeSpan.FromSeconds(4));
        await client.ExpectQuietAsync();
        time.Advance(TimeSpan.FromSeconds(2));

        (await client.ReceiveAsync()).Text.ShouldBe("1");
    }

    [Fact]
    public async Task A_socket_whose_session_is_gone_is_closed()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time);
        var (client, session) = await server.OpenAsync();
        await using var _ = client;
        server.Cluster.Ask(session, static one => one!.Deadline = DateTimeOffset.UnixEpoch);

        time.Advance(TimeSpan.FromSeconds(6));

        await client.ExpectCloseAsync(1001, "The session is gone, or another connection has it");
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_closed_with_1013_and_its_log_keeps_the_events()
    {
        var settings = new LavalinkSocketSettings();
        await using var server = await LavalinkServer.StartAsync(settings: settings with { Limits = settings.Limits with { MaxQueuedBytes = 4_000_000 } });
        var (client, session) = await server.OpenAsync();
        await using var _ = client;
        await server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}", """{"resuming":true}""");
        var large = $"\"{new string('x', 1_000_000)}\"";

        for (var i = 0; i < 30; i++)
        {
            server.Cluster.Tell(session, large);
        }

        Frame frame;
        while ((frame = await client.ReceiveAsync()).Opcode != WebSocketOpcode.Close)
        {
        }

        frame.CloseCode.ShouldBe(1013);
        await client.CloseAsync(1013);
        await Eventually.TrueAsync(() => server.OpenSockets == 0, "the socket to be gone");
        server.Cluster.Ask(session, static one => one!.Log.Count).ShouldBeGreaterThan(0);
        (await server.Http.GetAsync($"/v4/sessions/{session}/players")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static TrackInfo Info() => TrackCodec.Decode(TrackExamples.Http).Info;
}
