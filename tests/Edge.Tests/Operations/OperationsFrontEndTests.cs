using System.Net;
using System.Text.Json.Nodes;
using Fabric.Edge.Operations;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Operations;

public sealed class OperationsFrontEndTests
{
    [Fact]
    public async Task A_process_is_live_whatever_it_depends_on()
    {
        await using var server = await EdgeServer.StartAsync(checks: new Check("storage", () => new("away")));

        var (status, json) = await GetAsync(server, "/health/live");

        status.ShouldBe(HttpStatusCode.OK);
        json["status"]!.GetValue<string>().ShouldBe("live");
    }

    [Fact]
    public async Task Readiness_names_every_check()
    {
        await using var server = await EdgeServer.StartAsync(
            checks: [new Check("storage", () => new((string?)null)), new Check("stream", () => new((string?)null))]);

        var (status, json) = await GetAsync(server, "/health/ready");

        status.ShouldBe(HttpStatusCode.OK);
        json.ToJsonString().ShouldBe(
            """{"status":"ready","checks":[{"name":"storage","ready":true,"reason":null},{"name":"stream","ready":true,"reason":null}]}""");
    }

    [Fact]
    public async Task A_check_that_finds_a_problem_or_fails_makes_the_process_not_ready_and_says_why()
    {
        await using var server = await EdgeServer.StartAsync(
            checks: [new Check("storage", () => new("disk full")), new Check("stream", () => throw new IOException("cut off"))]);

        var (status, json) = await GetAsync(server, "/health/ready");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        json["status"]!.GetValue<string>().ShouldBe("not ready");
        json["checks"]!.AsArray().Select(static check => check!["reason"]!.GetValue<string>()).ShouldBe(["disk full", "cut off"]);
    }

    [Fact]
    public async Task A_check_that_does_not_answer_is_not_waited_for()
    {
        var time = new ManualTimeProvider();
        var never = new TaskCompletionSource<string?>();
        await using var server = await EdgeServer.StartAsync(time, checks: new Check("storage", () => new(never.Task)));

        var answering = GetAsync(server, "/health/ready");
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return answering.IsCompleted;
            },
            "the answer");

        var (status, json) = await answering;
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        json["checks"]![0]!["reason"]!.GetValue<string>().ShouldBe("no answer within 2 s");
    }

    [Fact]
    public async Task Each_listener_serves_its_own_front_end_whatever_host_is_named()
    {
        await using var server = await EdgeServer.StartAsync();

        var health = await RawHttp.SendAsync(server.Port, "GET", "/health/live");
        var user = await RawHttp.SendAsync(server.OperationsPort, "GET", $"/v1/users/{Presences.User}");

        RawHttp.Status(health).ShouldBe(404);
        RawHttp.Status(user).ShouldBe(404);
        RawHttp.Body(user).ShouldBe("{\"status\":\"not found\"}");
    }

    private static async Task<(HttpStatusCode Status, JsonNode Json)> GetAsync(EdgeServer server, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.OperationsPort}") };
        using var response = await http.GetAsync(path);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private sealed class Check(string name, Func<ValueTask<string?>> find) : IReadinessCheck
    {
        public string Name => name;

        public ValueTask<string?> FindProblemAsync(CancellationToken cancellation) => find();
    }
}
