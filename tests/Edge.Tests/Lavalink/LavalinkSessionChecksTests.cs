using System.Net;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks 35 to 47, and of the players what is the front-end's, of lavalink.md §12.</summary>
public sealed class LavalinkSessionChecksTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private LavalinkServer _server = null!;
    private SocketClient _client = null!;
    private SessionId _session;

    private string Target => $"/v4/sessions/{_session}";

    public async ValueTask InitializeAsync()
    {
        _server = await LavalinkServer.StartAsync(_time);
        (_client, _session) = await _server.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task C35_C36_C38_a_session_is_changed_and_told()
    {
        (await UpdateAsync("{}")).ShouldBe("""{"resuming":false,"timeout":60}""");
        (await UpdateAsync("""{"resuming":true,"timeout":30}""")).ShouldBe("""{"resuming":true,"timeout":30}""");
        (await UpdateAsync("{}")).ShouldBe("""{"resuming":true,"timeout":30}""");
        (await UpdateAsync("""{"resuming":false}""")).ShouldBe("""{"resuming":false,"timeout":30}""");
    }

    [Fact]
    public Task C37_null_is_no_timeout() => _server.SendJsonAsync(HttpMethod.Patch, Target, """{"timeout":null}""", HttpStatusCode.BadRequest);

    [Fact]
    public async Task C40_a_session_that_is_not_resuming_ends_with_its_socket()
    {
        await CloseAsync();

        await ExpectNoSessionAsync();
        await using var again = await _server.ResumeAsync(_session);
        again.Response.ShouldContain("Session-Resumed: false");
    }

    [Fact]
    public async Task C41_C42_C43_a_client_that_comes_back_has_what_it_missed_in_order_and_then_a_playerUpdate_for_each_player()
    {
        await UpdateAsync("""{"resuming":true,"timeout":30}""");
        await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/1", "{}");
        await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/2", "{}");
        await CloseAsync();
        await ExpectNoSessionAsync();
        _server.Cluster.Batch = 3;
        for (var i = 1; i <= 10; i++)
        {
            _server.Cluster.Tell(_session, $"{{\"n\":{i}}}");
            _server.Cluster.Tell(_session, "\"gap\"", isEvent: false);
        }

        await using var client = await _server.ResumeAsync(_session);

        client.Response.ShouldContain("\r\nSession-Resumed: true\r\n");
        (await client.ReceiveAsync()).Text.ShouldBe($"{{\"op\":\"ready\",\"resumed\":true,\"sessionId\":\"{_session}\"}}");
        for (var i = 1; i <= 10; i++)
        {
            (await client.ReceiveAsync()).Text.ShouldBe($"{{\"n\":{i}}}");
        }

        string[] updates = [(await client.ReceiveAsync()).Text, (await client.ReceiveAsync()).Text];
        updates.Order().ShouldBe(["""{"op":"playerUpdate","guildId":"1"}""", """{"op":"playerUpdate","guildId":"2"}"""]);
        _server.Cluster.Tell(_session, "\"live\"");
        (await client.ReceiveAsync()).Text.ShouldBe("\"live\"");
        (await _server.GetJsonAsync($"{Target}/players")).AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(0)]
    public async Task C44_C45_a_client_that_comes_too_late_gets_a_new_session(int timeout)
    {
        await UpdateAsync($$"""{"resuming":true,"timeout":{{timeout}}}""");
        await CloseAsync();
        _time.Advance(TimeSpan.FromSeconds(timeout));

        await using var client = await _server.ResumeAsync(_session);

        client.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        ((string?)(await client.ReceiveJsonAsync())["sessionId"]).ShouldNotBe(_session.Value);
    }

    [Fact]
    public async Task C46_a_session_that_was_resumed_can_be_resumed_again()
    {
        await UpdateAsync("""{"resuming":true}""");
        await CloseAsync();
        await using (var once = await _server.ResumeAsync(_session))
        {
            await once.ReceiveAsync();
            await once.CloseAsync(1000);
            await Eventually.TrueAsync(() => _server.OpenSockets == 0, "the socket to be gone");
        }

        await using var again = await _server.ResumeAsync(_session);

        again.Response.ShouldContain("\r\nSession-Resumed: true\r\n");
    }

    [Fact]
    public async Task C47_a_session_that_looks_connected_is_taken_over_and_the_old_socket_closed()
    {
        await using var client = await _server.ResumeAsync(_session);

        client.Response.ShouldContain("\r\nSession-Resumed: true\r\n");
        await _client.ExpectCloseAsync(1001, "The session is gone, or another connection has it");
        await client.ReceiveAsync();
        _server.Cluster.Tell(_session, "1");
        (await client.ReceiveAsync()).Text.ShouldBe("1");
        _server.Cluster.Ask(_session, static one => one!.Socket is not null).ShouldBeTrue("the old socket's end does not end the session");
    }

    [Fact]
    public async Task C47_a_session_of_another_user_is_not_taken_over()
    {
        await using var client = await SocketClient.ConnectAsync(
            _server.Port, "/v4/websocket", LavalinkServer.WithPassword, "User-Id: 5", $"Session-Id: {_session}");

        client.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        await _client.ExpectQuietAsync();
    }

    [Fact]
    public async Task A_handshake_that_is_refused_leaves_the_session_waiting()
    {
        await UpdateAsync("""{"resuming":true}""");
        await CloseAsync();

        RawHttp.Status(await _server.SendRawAsync(
            "GET", "/v4/websocket", LavalinkServer.WithPassword, $"User-Id: {LavalinkServer.User}", $"Session-Id: {_session}")).ShouldBe(400);

        _server.Cluster.Ask(_session, static one => one!.Deadline).ShouldNotBeNull();
    }

    [Fact]
    public async Task C73_reading_a_player_does_not_make_one()
    {
        (await _server.GetJsonAsync($"{Target}/players")).ToJsonString().ShouldBe("[]");
        var error = await _server.GetJsonAsync($"{Target}/players/817327181659111454", HttpStatusCode.NotFound);
        ((string?)error["message"]).ShouldBe("Player not found");
        (await _server.GetJsonAsync($"{Target}/players")).ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task C74_C75_C98_C99_players_are_made_changed_and_destroyed()
    {
        const string Guild = "9223372036854775807";
        var player = await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/{Guild}?noReplace=false", "{}");
        ((string?)player["guildId"]).ShouldBe(Guild);
        player["voice"]!.ToJsonString().ShouldBe("""{"token":"","endpoint":"","sessionId":"","channelId":null}""");
        ((int)(await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/{Guild}", """{"volume":1500}"""))["volume"]!).ShouldBe(1000);

        (await _server.Http.DeleteAsync($"{Target}/players/{Guild}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _server.Http.DeleteAsync($"{Target}/players/{Guild}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _server.GetJsonAsync($"{Target}/players/{Guild}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("?noReplace=YES", "update True")]
    [InlineData("?noReplace=1&noReplace=0", "update True")]
    [InlineData("?noReplace=off", "update False")]
    [InlineData("?noReplace=", "update False")]
    [InlineData("?noReplace", "update False")]
    [InlineData("", "update False")]
    public async Task C77_noReplace_is_read_as_lavalink_reads_it(string query, string call)
    {
        await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/1{query}", "{}");

        _server.Cluster.Calls.ShouldContain(call);
        await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/1?noReplace=maybe", "{}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task C80_a_mistake_makes_no_player_and_costs_one_call()
    {
        var calls = _server.Cluster.Calls.Count;

        await _server.SendJsonAsync(HttpMethod.Patch, $"{Target}/players/1", """{"endTime":0}""", HttpStatusCode.BadRequest);

        _server.Cluster.Calls.Skip(calls).ShouldBe(["players"]);
        await _server.GetJsonAsync($"{Target}/players/1", HttpStatusCode.NotFound);
    }

    private async Task<string> UpdateAsync(string body) => (await _server.SendJsonAsync(HttpMethod.Patch, Target, body)).ToJsonString();

    private async Task CloseAsync()
    {
        await _client.CloseAsync(1000);
        await Eventually.TrueAsync(() => _server.OpenSockets == 0, "the socket to be gone");
    }

    private async Task ExpectNoSessionAsync()
    {
        var error = await _server.GetJsonAsync($"{Target}/players", HttpStatusCode.NotFound);
        ((string?)error["message"]).ShouldBe("Session not found");
    }
}
