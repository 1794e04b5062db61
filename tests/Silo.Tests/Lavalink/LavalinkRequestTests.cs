using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 26 to 29, 34, 115, 117 and 120 of lavalink.md §12, through the whole program, and what it does about requests that are none.</summary>
[Collection(nameof(LavalinkCollection))]
public sealed class LavalinkRequestTests(LavalinkFabric fabric)
{
    private const int MostBytes = 1_048_576;
    private const string NoPlanner = "Can't access disabled route planner";

    private int Port => fabric.Program.Lavalink.Port;

    [Theory]
    [InlineData("doesnotexist")]
    [InlineData("abcdefghij012345")]
    public async Task C26_a_session_that_is_not_there_is_not_found(string session)
    {
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Get, "/players", ""), (HttpMethod.Get, "/players/1", ""), (HttpMethod.Patch, "", "{}"),
            (HttpMethod.Patch, "/players/1", "{}"), (HttpMethod.Delete, "/players/1", ""),
        })
        {
            await LavalinkClient.RefuseAsync(fabric.Http, method, $"/v4/sessions/{session}{path}", body, HttpStatusCode.NotFound, "Session not found");
        }
    }

    [Fact]
    public async Task C27_a_guild_is_a_number()
    {
        await using var client = await fabric.OpenAsync();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Patch, HttpMethod.Delete })
        {
            await client.RefuseAsync(method, $"{client.Path}/players/abc", "{}", HttpStatusCode.BadRequest, "Bad Request");
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    public async Task C28_a_body_that_cannot_be_read_is_refused(string body)
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync(body, HttpStatusCode.BadRequest, "Bad Request");
        await client.RefuseAsync(HttpMethod.Patch, client.Path, body, HttpStatusCode.BadRequest, "Bad Request");
    }

    [Fact]
    public async Task C29_unknown_keys_are_ignored_and_of_one_that_comes_twice_the_last_counts()
    {
        await using var client = await fabric.OpenAsync();

        var player = await client.UpdateAsync("""{"unknown":1,"volume":2,"volume":3}""");

        ((string?)player["guildId"], (int)player["volume"]!).ShouldBe((LavalinkClient.Guild, 3));
    }

    [Fact]
    public async Task C34_statistics_of_the_node_count_the_players()
    {
        await using var client = await fabric.OpenAsync();
        await client.UpdateAsync($$"""{"encodedTrack":"{{fabric.Encoded}}"}""");
        await client.UpdateAsync("{}", guild: "1");
        await StatsCountAsync(players: 2, playing: 1);

        using var _ = await fabric.Http.DeleteAsync($"{client.Path}/players/{LavalinkClient.Guild}");
        await StatsCountAsync(players: 1, playing: 0);
        await client.LeaveAsync();
        await StatsCountAsync(players: 0, playing: 0);

        (await fabric.Http.GetJsonAsync("/v4/stats")).AsObject().Select(static key => key.Key).ShouldBe(
            ["frameStats", "players", "playingPlayers", "uptime", "memory", "cpu"]);
    }

    [Fact]
    public async Task C115_without_a_route_planner_there_is_nothing_to_see_and_nothing_to_free()
    {
        using var status = await fabric.Http.GetAsync("/v4/routeplanner/status");

        status.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var (path, body) in new[] { ("all", ""), ("address", """{"address":"1.2.3.4"}""") })
        {
            await LavalinkClient.RefuseAsync(
                fabric.Http, HttpMethod.Post, $"/v4/routeplanner/free/{path}", body, HttpStatusCode.InternalServerError, NoPlanner);
        }
    }

    [Fact]
    public async Task C117_browsers_are_told_nothing()
    {
        var preflight = await RawHttp.SendAsync(Port, "OPTIONS", "/v4/info", "Origin: http://x", "Access-Control-Request-Method: GET");
        var answered = await RawHttp.SendAsync(Port, "OPTIONS", "/v4/info", LavalinkClient.Headers[0], "Origin: http://x");

        RawHttp.Status(preflight).ShouldBe(401);
        RawHttp.Status(answered).ShouldBe(200);
        answered.ShouldContain("\r\nAllow: GET,HEAD,OPTIONS\r\n");
        (preflight + answered).ShouldNotContain("Access-Control", Case.Insensitive);
    }

    [Fact]
    public void C120_the_log_says_that_clients_may_come() =>
        fabric.Program.Output.ShouldContain(static line => line.Contains("Lavalink is ready to accept connections.", StringComparison.Ordinal));

    [Fact]
    public async Task Whoever_guesses_the_password_waits_and_nobody_else()
    {
        const int AnsweredAtOnce = 5;
        using var guessing = LavalinkHttp.Create(fabric.Program.Lavalink, "wrong");
        for (var guess = 0; guess < AnsweredAtOnce; guess++)
        {
            await ExpectForbiddenAsync(guessing);
        }

        var clock = Stopwatch.StartNew();
        for (var guess = 0; guess < 3; guess++)
        {
            await ExpectForbiddenAsync(guessing);
        }

        clock.ElapsedMilliseconds.ShouldBeGreaterThan(125 + 250 + 500 - 50, "each refusal takes twice as long as the one before");
        var refusal = ExpectForbiddenAsync(guessing);
        (await fabric.Http.GetStringAsync("/version")).ShouldStartWith("4.");
        refusal.IsCompleted.ShouldBeFalse("the right password does not wait for the wrong one");
        await refusal;
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/jsonp", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(";", HttpStatusCode.OK)]
    public async Task A_body_is_json_whether_or_not_it_says_so_and_nothing_else(string? type, HttpStatusCode expected)
    {
        await using var client = await fabric.OpenAsync();

        using var response = await fabric.Http.SendBodyAsync(HttpMethod.Patch, $"{client.Path}/players/1", "{}", type);

        response.StatusCode.ShouldBe(expected);
        if (expected != HttpStatusCode.OK)
        {
            var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            LavalinkClient.ExpectError(error, (int)expected, $"{client.Path}/players/1");
            ((string?)error["message"]).ShouldBe($"Content-Type '{type}' is not supported.");
        }
    }

    [Theory]
    [InlineData(MostBytes + 1, false)]
    [InlineData(MostBytes + 1, true)]
    [InlineData(20 * MostBytes, false)]
    [InlineData(20 * MostBytes, true)]
    public async Task A_body_of_more_than_a_megabyte_is_refused_however_it_comes(int length, bool isChunked)
    {
        await using var client = await fabric.OpenAsync();
        var path = $"{client.Path}/players/1";
        var framing = isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {length}";

        var answer = await SendLongAsync($"PATCH {path} HTTP/1.1\r\nHost: x\r\n{LavalinkClient.Headers[0]}\r\n{framing}\r\n\r\n", length, isChunked);

        RawHttp.Status(answer).ShouldBe(413);
        LavalinkClient.ExpectError(JsonNode.Parse(RawHttp.Body(answer))!, 413, path);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_read()
    {
        await using var client = await fabric.OpenAsync();
        const string Body = """{"volume":7}""";

        ((int)(await client.UpdateAsync(Body.PadRight(MostBytes)))["volume"]!).ShouldBe(7);
    }

    /// <summary>No other test's session is open: those of a collection run one after the other.</summary>
    private async Task StatsCountAsync(int players, int playing)
    {
        var seen = (Players: 0, Playing: 0);
        await Eventually.TrueAsync(
            async () =>
            {
                var stats = await fabric.Http.GetJsonAsync("/v4/stats");
                seen = ((int)stats["players"]!, (int)stats["playingPlayers"]!);
                return seen == (players, playing);
            },
            $"{players} players to be counted, {playing} of them playing",
            lastSeen: () => $"{seen}");
    }

    /// <summary>Sends spaces until all are sent or the server has heard enough; gives what it said.</summary>
    private async Task<string> SendLongAsync(string head, int length, bool isChunked)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
        var stream = tcp.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = reader.ReadToEndAsync(limit.Token);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), limit.Token);
            await stream.WriteAsync(isChunked ? [.. Encoding.ASCII.GetBytes($"{length:x}\r\n"), .. Spaces(length), .. "\r\n0\r\n\r\n"u8] : Spaces(length), limit.Token);
        }
        catch (IOException)
        {
            // The server need not listen to the end.
        }

        return await answer;
    }

    private static byte[] Spaces(int count)
    {
        var spaces = new byte[count];
        spaces.AsSpan().Fill((byte)' ');
        return spaces;
    }

    private static async Task ExpectForbiddenAsync(HttpClient http)
    {
        using var response = await http.GetAsync("/version");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }
}
