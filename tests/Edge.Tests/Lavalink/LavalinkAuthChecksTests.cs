using System.Net;
using System.Text.Json;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks 18 to 29 and 117 of lavalink.md §12.</summary>
public sealed class LavalinkAuthChecksTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/version")]
    [InlineData("/v4/info")]
    [InlineData("/v4/stats")]
    [InlineData("/")]
    [InlineData("/v4/sessions/x/players")]
    public async Task C18_without_the_password_there_is_401_and_nothing_else(string target)
    {
        var answer = await _server.SendRawAsync("GET", target);

        RawHttp.Status(answer).ShouldBe(401);
        RawHttp.Body(answer).ShouldBeEmpty();
        answer.ShouldNotContain("WWW-Authenticate", Case.Insensitive);
        answer.ShouldNotContain("Content-Type", Case.Insensitive);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("PASS WORD")]
    [InlineData("Bearer pass word")]
    public async Task C19_with_a_wrong_password_there_is_403_and_nothing_else(string password)
    {
        var answer = await _server.SendRawAsync("GET", "/version", $"Authorization: {password}");

        RawHttp.Status(answer).ShouldBe(403);
        RawHttp.Body(answer).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_password_may_come_as_Latin_1()
    {
        var answer = await _server.SendRawAsync("GET", "/version", $"Authorization: {LavalinkServer.Password}");

        RawHttp.Status(answer).ShouldBe(200);
    }

    [Fact]
    public async Task C20_the_version_is_plain_text_and_that_of_the_info()
    {
        using var response = await _server.Http.GetAsync("/version");
        var info = await _server.GetJsonAsync("/v4/info");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var version = await response.Content.ReadAsStringAsync();
        version.ShouldBe((string?)info["version"]!["semver"]);
        version.ShouldMatch(@"^4\.\d+\.\d+$");
    }

    [Theory]
    [InlineData("GET", "/version")]
    [InlineData("GET", "/nope")]
    [InlineData("POST", "/v4/info")]
    [InlineData("GET", "/v4/websocket")]
    public async Task C21_every_response_names_the_version_of_the_api(string method, string target)
    {
        (await _server.SendRawAsync(method, target)).ShouldContain("\r\nLavalink-Api-Version: 4\r\n");
        (await _server.SendRawAsync(method, target, "Authorization: x")).ShouldContain("\r\nLavalink-Api-Version: 4\r\n");
        (await _server.SendRawAsync(method, target, LavalinkServer.WithPassword)).ShouldContain("\r\nLavalink-Api-Version: 4\r\n");
    }

    [Fact]
    public async Task C22_an_unknown_path_is_404_for_everybody()
    {
        var answer = await _server.SendRawAsync("GET", "/nope%20x?a=b");

        RawHttp.Status(answer).ShouldBe(404);
        var error = JsonDocument.Parse(RawHttp.Body(answer)).RootElement;
        error.EnumerateObject().Select(static key => key.Name).ShouldBe(["timestamp", "status", "error", "message", "path"]);
        error.GetProperty("timestamp").GetInt64().ShouldBeGreaterThan(1_700_000_000_000);
        error.GetProperty("status").GetInt32().ShouldBe(404);
        error.GetProperty("error").GetString().ShouldBe("Not Found");
        error.GetProperty("message").GetString().ShouldBe("No endpoint GET /nope%20x.");
        error.GetProperty("path").GetString().ShouldBe("/nope%20x");
    }

    [Theory]
    [InlineData("?trace", true)]
    [InlineData("?trace=true", true)]
    [InlineData("?a=b&trace=1", true)]
    [InlineData("?trace=FALSE", false)]
    [InlineData("?Trace=true", false)]
    public async Task C23_a_trace_is_told_to_whoever_asks(string query, bool isTold)
    {
        var error = await _server.GetJsonAsync($"/nope{query}", HttpStatusCode.NotFound);

        (error["trace"] is not null).ShouldBe(isTold);
        error.AsObject().Select(static key => key.Key).ShouldBe(
            isTold ? ["timestamp", "status", "error", "trace", "message", "path"] : ["timestamp", "status", "error", "message", "path"]);
    }

    [Theory]
    [InlineData("POST", "/v4/info", "GET,HEAD,OPTIONS")]
    [InlineData("PUT", "/v4/sessions/x", "PATCH,OPTIONS")]
    [InlineData("GET", "/v4/sessions/x", "PATCH,OPTIONS")]
    [InlineData("POST", "/v4/sessions/x/players/1", "GET,HEAD,PATCH,DELETE,OPTIONS")]
    [InlineData("GET", "/v4/decodetracks", "POST,OPTIONS")]
    [InlineData("POST", "/v4/websocket", "GET,OPTIONS")]
    [InlineData("get", "/version", "GET,HEAD,OPTIONS")]
    public async Task C24_C39_another_method_is_405_for_everybody(string method, string target, string allowed)
    {
        var answer = await _server.SendRawAsync(method, target);

        RawHttp.Status(answer).ShouldBe(405);
        answer.ShouldContain($"\r\nAllow: {allowed}\r\n");
        JsonDocument.Parse(RawHttp.Body(answer)).RootElement.GetProperty("message").GetString().ShouldBe($"Method '{method}' is not supported.");
    }

    [Theory]
    [InlineData("/v4/info/")]
    [InlineData("/V4/info")]
    [InlineData("/v4")]
    [InlineData("/v4/sessions/")]
    [InlineData("/v4/sessions/x/")]
    [InlineData("/v4/sessions/x/players/")]
    [InlineData("/v4/sessions/x/players/1/")]
    [InlineData("/health")]
    [InlineData("/metrics")]
    public async Task C25_paths_are_what_they_are(string target) => await _server.GetJsonAsync(target, HttpStatusCode.NotFound);

    [Theory]
    [InlineData("doesnotexist")]
    [InlineData("abcdefghij012345")]
    public async Task C26_a_session_that_is_not_there_is_not_found(string session)
    {
        foreach (var answer in new[]
        {
            await _server.GetJsonAsync($"/v4/sessions/{session}/players", HttpStatusCode.NotFound),
            await _server.GetJsonAsync($"/v4/sessions/{session}/players/1", HttpStatusCode.NotFound),
            await _server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}", "{}", HttpStatusCode.NotFound),
            await _server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}/players/1", "{\"endTime\":0}", HttpStatusCode.NotFound),
            await _server.SendJsonAsync(HttpMethod.Delete, $"/v4/sessions/{session}/players/1", "", HttpStatusCode.NotFound),
        })
        {
            ((string?)answer["message"]).ShouldBe("Session not found");
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9223372036854775808")]
    public async Task C27_a_guild_is_a_number(string guild)
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;

        var error = await _server.GetJsonAsync($"/v4/sessions/{session}/players/{guild}", HttpStatusCode.BadRequest);

        ((string?)error["message"]).ShouldBe("Bad Request");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task C28_a_body_that_cannot_be_read_is_refused(string body)
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;

        foreach (var target in new[] { $"/v4/sessions/{session}/players/1", $"/v4/sessions/{session}", "/v4/sessions/none/players/1" })
        {
            var error = await _server.SendJsonAsync(HttpMethod.Patch, $"{target}?trace=true", body, HttpStatusCode.BadRequest);
            ((string?)error["message"]).ShouldBe("Bad Request");
            ((string?)error["trace"])!.ShouldContain("\n");
        }
    }

    [Fact]
    public async Task C29_unknown_keys_are_ignored()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;

        await _server.SendJsonAsync(HttpMethod.Patch, $"/v4/sessions/{session}/players/1", "{\"unknown\":1}");
    }

    [Fact]
    public async Task C117_options_tell_the_methods_to_whoever_has_the_password_and_nothing_to_browsers()
    {
        var refused = await _server.SendRawAsync("OPTIONS", "/v4/info", "Origin: http://x", "Access-Control-Request-Method: GET");
        var answered = await _server.SendRawAsync("OPTIONS", "/v4/info", LavalinkServer.WithPassword, "Origin: http://x");

        RawHttp.Status(refused).ShouldBe(401);
        RawHttp.Status(answered).ShouldBe(200);
        answered.ShouldContain("\r\nAllow: GET,HEAD,OPTIONS\r\n");
        (refused + answered).ShouldNotContain("Access-Control", Case.Insensitive);
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        var head = await _server.SendRawAsync("HEAD", "/version", LavalinkServer.WithPassword);

        RawHttp.Status(head).ShouldBe(200);
        head.ShouldContain("\r\nContent-Length: 5\r\n");
        RawHttp.Body(head).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/v3/websocket")]
    [InlineData("/v3/loadtracks?identifier=x")]
    public async Task Version_3_is_not_there_and_the_answer_says_what_is(string target)
    {
        var error = await _server.GetJsonAsync(target, HttpStatusCode.NotFound);

        ((string?)error["message"])!.ShouldContain("/v4");
    }

    [Fact]
    public async Task The_root_is_empty()
    {
        using var response = await _server.Http.GetAsync("/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_without_a_type_is_taken_for_json_and_one_of_another_type_is_not()
    {
        var (client, session) = await _server.OpenAsync();
        await using var _ = client;
        var target = $"/v4/sessions/{session}";

        (await _server.SendAsync(HttpMethod.Patch, target, "{}", contentType: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _server.SendAsync(HttpMethod.Patch, target, "{}", "application/json; charset=UTF-8")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await _server.SendAsync(HttpMethod.Patch, target, "{}", "text/plain;charset=UTF-8");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Content-Type 'text/plain;charset=UTF-8' is not supported.");
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        var error = await _server.SendJsonAsync(HttpMethod.Post, "/v4/decodetracks", new string(' ', 1_048_577), HttpStatusCode.RequestEntityTooLarge);

        ((string?)error["error"]).ShouldBe("Payload Too Large");
    }

    [Fact]
    public async Task While_the_cluster_does_not_answer_clients_are_asked_to_try_again()
    {
        _server.Cluster.IsUnanswered = true;

        using var response = await _server.Http.GetAsync("/v4/sessions/abcdefghij012345/players");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.ToString().ShouldBe("1");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"error\":\"Service Unavailable\"");
        _server.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_defect_is_500_and_logged()
    {
        _server.Cluster.Failure = new InvalidOperationException("a defect");

        var error = await _server.GetJsonAsync("/v4/loadtracks?identifier=x&trace=true", HttpStatusCode.InternalServerError);

        ((string?)error["message"]).ShouldBe("Request processing failed: System.InvalidOperationException: a defect");
        _server.Log.Errors.ShouldHaveSingleItem().ShouldContain("a defect");
    }

    [Fact]
    public async Task Whoever_guesses_the_password_waits_and_nobody_else()
    {
        var time = new ManualTimeProvider();
        await using var server = await LavalinkServer.StartAsync(time);
        for (var i = 0; i < 5; i++)
        {
            RawHttp.Status(await server.SendRawAsync("GET", "/version", "Authorization: x")).ShouldBe(403);
        }

        var waiting = time.PendingTimers;
        var sixth = server.SendRawAsync("GET", "/version", "Authorization: x");
        await Eventually.TrueAsync(() => time.PendingTimers > waiting, "the refusal to wait");
        (await server.Http.GetAsync("/version")).StatusCode.ShouldBe(HttpStatusCode.OK);
        sixth.IsCompleted.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(2));
        RawHttp.Status(await sixth).ShouldBe(403);
    }

    [Fact]
    public async Task Requests_are_logged_without_the_password_and_without_voice_tokens()
    {
        await using var server = await LavalinkServer.StartAsync(configuration:
        [
            LavalinkServer.Setting("Edge:Lavalink:RequestLog:IncludeHeaders", "true"),
            LavalinkServer.Setting("Edge:Lavalink:RequestLog:IncludeClientInfo", "true"),
        ]);
        const string Body = """{"voice":{"to\u006ben":"s3cret","endpoint":"e","sessionId":"v","channelId":"1"},"x":{"token":["s3cret"]}}""";

        await server.SendAsync(HttpMethod.Patch, "/v4/sessions/abcdefghij012345/players/1?noReplace=false", Body);
        await server.SendAsync(HttpMethod.Patch, "/v4/sessions/abcdefghij012345/players/1", Body[..40]);

        await Eventually.TrueAsync(() => server.Log.Lines.Count(static line => line.Text.StartsWith("<< ", StringComparison.Ordinal)) == 2, "both lines");
        var lines = server.Log.Lines.Select(static line => line.Text).ToArray();
        lines.ShouldContain(static line => line.StartsWith("<< PATCH /v4/sessions/abcdefghij012345/players/1?noReplace=false, client=127.0.0.1, headers=["));
        lines.ShouldContain(static line => line.Contains("payload={\"voice\":{\"token\":\"***\",\"endpoint\":\"e\"") && line.EndsWith(" 404"));
        lines.ShouldAllBe(static line => !line.Contains("s3cret") && !line.Contains("pass word"));
    }

    [Fact]
    public async Task A_context_path_comes_before_everything()
    {
        await using var server = await LavalinkServer.StartAsync(configuration: LavalinkServer.Setting("Edge:Lavalink:ContextPath", "/music"));

        (await server.Http.GetAsync("/music/version")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Http.GetAsync("/version")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Http.GetAsync("/musicversion")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
