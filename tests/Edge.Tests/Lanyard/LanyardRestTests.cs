using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Support;
using Orleans.Runtime;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks H of lanyard.md §9 that need no key and no CDN.</summary>
public sealed class LanyardRestTests : IAsyncLifetime
{
    private const string CacheControl = "max-age=0, private, must-revalidate";

    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task H1_root_tells_how_many_users_are_monitored()
    {
        var (response, json) = await GetAsync("/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        json["success"]!.GetValue<bool>().ShouldBeTrue();
        json["data"]!["monitored_user_count"]!.GetValue<int>().ShouldBe(1);
        json["data"]!["discord_invite"]!.GetValue<string>().ShouldBe("https://discord.gg/lanyard");
        json["data"]!["info"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task H2_a_monitored_user_has_exactly_the_eleven_keys()
    {
        var (response, json) = await GetAsync($"/v1/users/{Presences.User}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        json["success"]!.GetValue<bool>().ShouldBeTrue();
        Presences.KeysOf(json["data"]).ShouldBe(Presences.Keys);
    }

    [Fact]
    public async Task H2_the_presence_is_passed_on_byte_for_byte()
    {
        var body = await _server.Http.GetStringAsync($"/v1/users/{Presences.User}");

        body.ShouldBe($"{{\"data\":{Presences.Json(Presences.User)},\"success\":true}}");
    }

    [Theory]
    [InlineData("80351110224678912")]
    [InlineData("nope")]
    [InlineData("%ff")]
    [InlineData("a%2Fb")]
    [InlineData("094490510688792576")]
    [InlineData("99999999999999999999999")]
    public async Task H3_H4_whoever_is_not_monitored_is_not_found(string id)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", $"/v1/users/{id}");

        RawHttp.Status(answer).ShouldBe(404);
        RawHttp.Body(answer).ShouldBe(
            "{\"error\":{\"code\":\"user_not_monitored\",\"message\":\"User is not being monitored by Lanyard\"},\"success\":false}");
    }

    [Theory]
    [InlineData("/v1/users/94490510688792576/")]
    [InlineData("//v1//users//94490510688792576")]
    [InlineData("/v1/users/94490510688792576?x=%zz")]
    [InlineData("/v%31/users/9%34490510688792576")]
    [InlineData("http://127.0.0.1/v1/users/94490510688792576")]
    public async Task H5_H6_slashes_escapes_and_queries_do_not_matter(string target)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", target);

        RawHttp.Status(answer).ShouldBe(200);
        JsonNode.Parse(RawHttp.Body(answer))!["data"]!["discord_user"]!["id"]!.GetValue<string>().ShouldBe(Presences.User.ToString());
    }

    [Theory]
    [InlineData("/V1/users/94490510688792576")]
    [InlineData("/v1")]
    [InlineData("/v1/users")]
    [InlineData("/v1/users/")]
    [InlineData("/health")]
    [InlineData("/nope")]
    [InlineData("/socket/x")]
    [InlineData("/v1/users/94490510688792576/kv/a")]
    [InlineData("/v1/users/94490510688792576/x")]
    public async Task H7_H8_H9_every_other_path_is_not_found(string path)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", path);

        ShouldBeNotFound(answer);
    }

    [Theory]
    [InlineData("POST", "/v1/users/94490510688792576")]
    [InlineData("DELETE", "/v1/users/94490510688792576")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/discord")]
    [InlineData("POST", "/socket")]
    [InlineData("BREW", "/v1/users/94490510688792576")]
    public async Task H10_H52_other_methods_are_not_found(string method, string path)
    {
        var answer = await RawHttp.SendAsync(_server.Port, method, path, "Content-Length: 0");

        ShouldBeNotFound(answer);
    }

    [Theory]
    [InlineData("/v1/users/94490510688792576", 200)]
    [InlineData("/v1/users/nope", 404)]
    [InlineData("/nope", 404)]
    [InlineData("/discord", 302)]
    public async Task H36_H37_any_origin_is_allowed_when_one_is_named(string path, int status)
    {
        var with = await RawHttp.SendAsync(_server.Port, "GET", path, "Origin: https://example.org");
        var without = await RawHttp.SendAsync(_server.Port, "GET", path);

        RawHttp.Status(with).ShouldBe(status);
        with.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        without.ShouldNotContain("Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task H37_a_failure_is_plain_text_and_allows_the_origin()
    {
        _server.Feed.Failure = new InvalidOperationException("A mistake.");

        var answer = await RawHttp.SendAsync(_server.Port, "GET", $"/v1/users/{Presences.User}", "Origin: https://example.org");

        RawHttp.Status(answer).ShouldBe(500);
        RawHttp.Body(answer).ShouldBe("Internal Server Error");
        answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        answer.ShouldNotContain("Content-Type");
    }

    [Theory]
    [InlineData("/v1/users/80351110224678912")]
    [InlineData("/")]
    public async Task While_the_cluster_does_not_answer_clients_are_asked_to_try_again(string path)
    {
        Exception[] failures = [new TimeoutException(), new OrleansException(), new SiloUnavailableException()];
        foreach (var failure in failures)
        {
            _server.Feed.Failure = failure;

            var answer = await RawHttp.SendAsync(_server.Port, "GET", path, "Origin: https://example.org");

            RawHttp.Status(answer).ShouldBe(503);
            RawHttp.Body(answer).ShouldBe("{\"error\":{\"code\":\"unavailable\",\"message\":\"Try again in a moment\"},\"success\":false}");
            answer.ShouldContain("\r\nRetry-After: 1\r\n");
            answer.ShouldContain("\r\nContent-Type: application/json; charset=utf-8\r\n");
            answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        }

        _server.Feed.Failure = null;
        RawHttp.Status(await RawHttp.SendAsync(_server.Port, "GET", "/")).ShouldBe(200);
    }

    [Theory]
    [InlineData("/v1/users/@me/kv/a")]
    [InlineData("/whatever")]
    [InlineData("/")]
    public async Task H38_a_preflight_succeeds_on_any_path(string path)
    {
        var answer = await RawHttp.SendAsync(
            _server.Port,
            "OPTIONS",
            path,
            "Origin: https://example.org",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: Authorization, Content-Type");

        RawHttp.Status(answer).ShouldBe(200);
        RawHttp.Body(answer).ShouldBeEmpty();
        answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        answer.ShouldContain("\r\nAccess-Control-Allow-Methods: PUT\r\n");
        answer.ShouldContain("\r\nAccess-Control-Allow-Headers: authorization,content-type\r\n");
        answer.ShouldContain("\r\nAccess-Control-Max-Age: 600\r\n");
    }

    [Fact]
    public async Task H38_a_preflight_that_asks_for_no_headers_is_given_none()
    {
        var answer = await RawHttp.SendAsync(_server.Port, "OPTIONS", "/", "Origin: https://example.org", "Access-Control-Request-Method: GET");

        RawHttp.Status(answer).ShouldBe(200);
        answer.ShouldContain("\r\nAccess-Control-Allow-Headers:");
    }

    [Theory]
    [InlineData("/", 204)]
    [InlineData("/foo", 204)]
    [InlineData("*", 204)]
    [InlineData("/v1/users/94490510688792576", 404)]
    [InlineData("/discord", 404)]
    public async Task H39_options_without_a_preflight_depend_on_the_path(string path, int status)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "OPTIONS", path);

        RawHttp.Status(answer).ShouldBe(status);
    }

    [Fact]
    public async Task H46_discord_leads_to_the_invite()
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", "/discord");

        RawHttp.Status(answer).ShouldBe(302);
        answer.ShouldContain("\r\nLocation: https://discord.gg/WScAm7vNGF\r\n");
        RawHttp.Body(answer).ShouldBe("https://discord.gg/WScAm7vNGF");
        answer.ShouldNotContain("Content-Type");
        ShouldBeNotFound(await RawHttp.SendAsync(_server.Port, "GET", "/discord/x"));
    }

    [Fact]
    public async Task H48_the_socket_without_an_upgrade_is_refused()
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", "/socket");

        ShouldBeUpgradeFailed(answer);
    }

    [Theory]
    [InlineData("Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Upgrade: websocket\r\nSec-WebSocket-Version: 13")]
    [InlineData("Upgrade: websocket\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Upgrade: h2c\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    public async Task H48_a_handshake_that_lacks_something_is_refused(string headers)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", "/socket", "Connection: Upgrade", headers);

        ShouldBeUpgradeFailed(answer);
    }

    [Theory]
    [InlineData("/socket?x=%ff")]
    [InlineData("/socket?x=%zz")]
    [InlineData("/v1/users/%zz")]
    public async Task A_target_that_cannot_be_decoded_is_a_bad_request(string target)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", target);

        RawHttp.Status(answer).ShouldBe(400);
        RawHttp.Body(answer).ShouldBe("Internal Server Error");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nope")]
    [InlineData("/v1/users/94490510688792576")]
    public async Task H49_json_has_lanyards_headers(string path)
    {
        using var response = await _server.Http.GetAsync(path);

        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        response.Headers.NonValidated["Cache-Control"].ToString().ShouldBe(CacheControl);
        response.Headers.NonValidated["Vary"].ToString().ShouldBe("accept-encoding");
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "x-gzip")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("gzip;q=0.5, deflate;q=0.9, br;q=0", "deflate")]
    [InlineData("zstd", null)]
    [InlineData("identity", null)]
    [InlineData("gzip;q=0", null)]
    public async Task H50_bodies_are_compressed_for_those_who_ask(string accepted, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/users/{Presences.User}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await _server.Http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();

        response.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
        response.Headers.NonValidated["Vary"].ToString().ShouldBe("accept-encoding");
        Decode(body, coding).ShouldBe($"{{\"data\":{Presences.Json(Presences.User)},\"success\":true}}");
    }

    [Fact]
    public async Task H51_no_content_has_neither_body_nor_type()
    {
        var answer = await RawHttp.SendAsync(_server.Port, "OPTIONS", "/");

        RawHttp.Status(answer).ShouldBe(204);
        RawHttp.Body(answer).ShouldBeEmpty();
        answer.ShouldNotContain("Content-Type");
        answer.ShouldNotContain("Content-Length");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/users/94490510688792576")]
    [InlineData("/v1/users/nope")]
    [InlineData("/discord")]
    public async Task Head_answers_as_get_does_but_without_a_body(string path)
    {
        var get = await RawHttp.SendAsync(_server.Port, "GET", path);
        var head = await RawHttp.SendAsync(_server.Port, "HEAD", path);

        RawHttp.Body(head).ShouldBeEmpty();
        Headers(head).ShouldBe(Headers(get));
    }

    [Fact]
    public async Task A_user_who_is_followed_is_read_without_asking_the_cluster()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        await client.ReceiveJsonAsync();
        _server.Feed.Publish(Presences.User, "dnd");

        var (_, json) = await GetAsync($"/v1/users/{Presences.User}");

        json["data"]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
        _server.Feed.Reads.ShouldBeEmpty();
    }

    private static string Decode(byte[] body, string? coding)
    {
        using var source = new MemoryStream(body);
        using Stream decoded = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),
            "deflate" => new ZLibStream(source, CompressionMode.Decompress),
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var reader = new StreamReader(decoded, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Headers(string answer) => answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
        .Split("\r\n")
        .Where(static line => !line.StartsWith("Date:", StringComparison.Ordinal));

    private static void ShouldBeNotFound(string answer)
    {
        RawHttp.Status(answer).ShouldBe(404);
        RawHttp.Body(answer).ShouldBe("{\"error\":{\"code\":\"not_found\",\"message\":\"Route does not exist\"},\"success\":false}");
    }

    private static void ShouldBeUpgradeFailed(string answer)
    {
        RawHttp.Status(answer).ShouldBe(400);
        RawHttp.Body(answer).ShouldBe("{\"error\":{\"code\":\"upgrade_failed\",\"message\":\"Request failed to upgrade\"},\"success\":false}");
    }

    private async Task<(HttpResponseMessage Response, JsonNode Json)> GetAsync(string path)
    {
        var response = await _server.Http.GetAsync(path);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
