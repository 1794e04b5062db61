using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The metrics of lanyard.md §2.8, as a scraper sees them.</summary>
public sealed class LanyardMetricsTests : IAsyncLifetime
{
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task H47_metrics_are_text_whatever_the_method(string method)
    {
        var answer = await RawHttp.SendAsync(_server.Port, method, "/metrics?x", "Content-Length: 0");

        RawHttp.Status(answer).ShouldBe(200);
        answer.ShouldContain("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n");
        RawHttp.Body(answer).ShouldContain("\n# TYPE lanyard_connected_sessions gauge\nlanyard_connected_sessions 0\n");
    }

    [Theory]
    [InlineData("/metrics/")]
    [InlineData("/metrics/x")]
    public async Task H47_below_there_is_a_hint_in_text(string path)
    {
        var answer = await RawHttp.SendAsync(_server.Port, "GET", path);

        RawHttp.Status(answer).ShouldBe(404);
        answer.ShouldContain("\r\nContent-Type: text/plain");
        RawHttp.Body(answer).ShouldBe("Metrics available at /metrics");
    }

    [Fact]
    public async Task H47_a_preflight_is_one_here_too()
    {
        var answer = await RawHttp.SendAsync(
            _server.Port, "OPTIONS", "/metrics", "Origin: https://example.org", "Access-Control-Request-Method: GET");

        RawHttp.Status(answer).ShouldBe(200);
        RawHttp.Body(answer).ShouldBeEmpty();
    }

    [Fact]
    public async Task They_can_be_switched_off_for_the_public()
    {
        await using var server = await EdgeServer.StartAsync(settings: [KeyValuePair.Create<string, string?>("Edge:PublicMetrics", "false")]);

        var answer = await RawHttp.SendAsync(server.Port, "GET", "/metrics");

        RawHttp.Status(answer).ShouldBe(404);
        RawHttp.Body(answer).ShouldContain("\"code\":\"not_found\"");
        RawHttp.Body(await RawHttp.SendAsync(server.OperationsPort, "GET", "/metrics")).ShouldContain("lanyard_connected_sessions 0\n");
    }

    [Fact]
    public async Task Sockets_and_their_messages_are_counted()
    {
        await using (var plain = await _server.GreetAsync())
        await using (var packed = await _server.ConnectAsync("/socket?compression=zlib_json"))
        {
            await packed.ReceiveAsync();
            await plain.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
            await plain.ReceiveJsonAsync();
            await packed.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_all\":true}}");
            await packed.ReceiveAsync();
            _server.Feed.Publish(Presences.User, "dnd");
            await plain.ReceiveJsonAsync();
            await packed.ReceiveAsync();

            var text = await ScrapeAsync();

            Value(text, "lanyard_connected_sessions").ShouldBe("2");
            Value(text, "lanyard_global_subscribers").ShouldBe("1");
            Value(text, "lanyard_monitored_users").ShouldBe("1");
            Value(text, "lanyard_messages_outbound").ShouldBe("6");
            Value(text, "lanyard_messages_inbound").ShouldBe("2");
            Value(text, "lanyard_socket_inits_total{type=\"single\",compression=\"json\"}").ShouldBe("1");
            Value(text, "lanyard_socket_inits_total{type=\"all\",compression=\"zlib\"}").ShouldBe("1");
            Value(text, "lanyard_socket_inits_total{type=\"ids\",compression=\"json\"}").ShouldBe("0");
            Value(text, "lanyard_presence_updates").ShouldBe("1");
            Value(text, "lanyard_presence_fanout_size_sum").ShouldBe("2");
            Value(text, "lanyard_presence_subscriptions_total{op=\"subscribe\"}").ShouldBe("1");
        }

        await Eventually.TrueAsync(async () => Value(await ScrapeAsync(), "lanyard_connected_sessions") == "0", "the sockets to be gone");
        Value(await ScrapeAsync(), "lanyard_presence_subscriptions_total{op=\"down\"}").ShouldBe("1");
    }

    [Fact]
    public async Task Answers_are_counted_by_their_class()
    {
        await RawHttp.SendAsync(_server.Port, "GET", $"/v1/users/{Presences.User}");
        await RawHttp.SendAsync(_server.Port, "GET", "/nope");
        await RawHttp.SendAsync(_server.Port, "GET", "/discord");
        _server.Feed.Failure = new InvalidOperationException("A mistake.");
        await RawHttp.SendAsync(_server.Port, "GET", $"/v1/users/{Presences.User}");
        _server.Feed.Failure = null;

        // What is counted after an answer may come a moment after it.
        await Eventually.TrueAsync(async () => Value(await ScrapeAsync(), "lanyard_5xx_responses") == "1", "the failure to be counted");
        var text = await ScrapeAsync();
        Value(text, "lanyard_2xx_responses").ShouldBe("1", "metrics were read from the other listener");
        Value(text, "lanyard_3xx_responses").ShouldBe("1");
        Value(text, "lanyard_4xx_responses").ShouldBe("1");
        Value(text, "lanyard_http_exceptions_total").ShouldBe("1");
        Value(text, "lanyard_http_request_duration_seconds_count").ShouldBe("4");
        Value(text, "lanyard_presence_cache_lookups_total{result=\"miss\"}").ShouldBe("2");
    }

    [Theory]
    [InlineData("{}", "4004")]
    [InlineData("{\"op\":2}", "4005")]
    [InlineData("nonsense", "4006")]
    public async Task Closes_are_counted_by_their_code(string message, string code)
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(message);
        await client.ReceiveAsync();

        Value(await ScrapeAsync(), $"lanyard_socket_closes_total{{code=\"{code}\"}}").ShouldBe("1");
    }

    [Fact]
    public async Task Refused_upgrades_are_counted()
    {
        await RawHttp.SendAsync(_server.Port, "GET", "/socket");

        Value(await ScrapeAsync(), "lanyard_socket_closes_total{code=\"upgrade_failed\"}").ShouldBe("1");
    }

    [Fact]
    public async Task Requests_to_the_cdn_are_counted_by_their_outcome()
    {
        await using var cdn = await StubCdn.StartAsync();
        await using var server = await EdgeServer.StartAsync(settings: [KeyValuePair.Create<string, string?>("Edge:Avatars:BaseUrl", cdn.Url)]);

        // The last of them is kept.
        foreach (var status in (int?[])[429, 500, null, 404])
        {
            cdn.Answer = context =>
            {
                context.Response.StatusCode = status ?? context.Response.StatusCode;
                if (status is null)
                {
                    context.Abort();
                }

                return Task.CompletedTask;
            };
            await RawHttp.SendAsync(server.Port, "GET", $"/{Presences.User}.png");
        }

        var text = RawHttp.Body(await RawHttp.SendAsync(server.Port, "GET", "/metrics"));
        foreach (var outcome in (string[])["429", "4xx", "5xx", "error"])
        {
            Value(text, $"lanyard_cdn_proxy_requests_total{{status=\"{outcome}\"}}").ShouldBe("1", outcome);
        }
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_does_not_take_the_metrics_away()
    {
        Value(await ScrapeAsync(), "lanyard_monitored_users").ShouldBe("1");
        _server.Feed.Broken = true;

        Value(await ScrapeAsync(), "lanyard_monitored_users").ShouldBe("1");
    }

    private static string? Value(string text, string series) => text
        .Split('\n')
        .Where(line => line.StartsWith(series + " ", StringComparison.Ordinal))
        .Select(line => line[(series.Length + 1)..])
        .SingleOrDefault();

    private async Task<string> ScrapeAsync() => RawHttp.Body(await RawHttp.SendAsync(_server.OperationsPort, "GET", "/metrics"));
}
