using System.Buffers;
using System.Net;
using Fabric.Abstractions.Tracks;
using Fabric.Edge.Lavalink;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks 30 to 34, 49, 115, 116 and 120 of lavalink.md §12.</summary>
public sealed class LavalinkInfoChecksTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C30_the_info_has_every_key()
    {
        var info = await _server.GetJsonAsync("/v4/info");

        info.AsObject().Select(static key => key.Key)
            .ShouldBe(["version", "buildTime", "git", "jvm", "lavaplayer", "sourceManagers", "filters", "plugins"]);
        info["version"]!.ToJsonString().ShouldBe("""{"semver":"4.2.2","major":4,"minor":2,"patch":2,"preRelease":""}""");
        info["git"]!.AsObject().Select(static key => key.Key).ShouldBe(["branch", "commit", "commitTime"]);
    }

    [Fact]
    public async Task C31_C33_the_filters_are_the_ten_and_http_is_the_last_source()
    {
        var info = await _server.GetJsonAsync("/v4/info");

        info["filters"]!.ToJsonString().ShouldBe(
            """["volume","equalizer","karaoke","timescale","tremolo","vibrato","distortion","rotation","channelMix","lowPass"]""");
        info["sourceManagers"]!.ToJsonString().ShouldBe("""["http"]""");
    }

    [Fact]
    public async Task C32_a_filter_that_is_switched_off_is_neither_told_nor_taken()
    {
        await using var server = await LavalinkServer.StartAsync(configuration:
            [LavalinkServer.Setting("Edge:Lavalink:Filters:karaoke", "false"), LavalinkServer.Setting("Edge:Lavalink:Sources:Local", "true")]);
        var (client, session) = await server.OpenAsync();
        await using var _ = client;

        var info = await server.GetJsonAsync("/v4/info");
        var error = await server.SendJsonAsync(
            HttpMethod.Patch, $"/v4/sessions/{session}/players/1", """{"filters":{"karaoke":null}}""", HttpStatusCode.BadRequest);

        info["filters"]!.ToJsonString().ShouldNotContain("karaoke");
        info["sourceManagers"]!.ToJsonString().ShouldBe("""["local","http"]""");
        ((string?)error["message"]).ShouldBe("Following filters are disabled in the config: karaoke");
        server.Cluster.Calls.ShouldNotContain(static call => call.StartsWith("update", StringComparison.Ordinal));
    }

    [Fact]
    public async Task C34_statistics_of_the_node_have_no_op_and_no_frames()
    {
        var stats = await _server.GetJsonAsync("/v4/stats");

        stats.AsObject().Select(static key => key.Key).ShouldBe(["frameStats", "players", "playingPlayers", "uptime", "memory", "cpu"]);
        stats["frameStats"].ShouldBeNull();
        var memory = stats["memory"]!;
        ((long)memory["used"]!).ShouldBeInRange(1, (long)memory["allocated"]!);
        ((long)memory["allocated"]!).ShouldBeLessThanOrEqualTo((long)memory["reservable"]!);
    }

    [Fact]
    public async Task C49_an_identifier_has_to_be_there()
    {
        var error = await _server.GetJsonAsync("/v4/loadtracks", HttpStatusCode.BadRequest);

        ((string?)error["message"]).ShouldBe("Required parameter 'identifier' is not present.");
    }

    [Fact]
    public async Task C53_an_identifier_is_decoded_once_and_what_it_comes_to_is_200()
    {
        using var response = await _server.Http.GetAsync("/v4/loadtracks?identifier=http%3A%2F%2Fa%2F%2525%20b");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"loadType":"empty","data":null}""");
        _server.Cluster.Calls.ShouldContain("load http://a/%25 b");

        _server.Cluster.Loaded = new LoadResult.LoadFailed(new LavalinkException("why", ExceptionSeverity.Common, "cause", "trace"));
        (await _server.GetJsonAsync("/v4/loadtracks?identifier=x"))["loadType"]!.ToString().ShouldBe("error");
    }

    [Fact]
    public async Task C115_without_a_route_planner_there_is_nothing_to_see_and_nothing_to_free()
    {
        using var status = await _server.Http.GetAsync("/v4/routeplanner/status");
        var all = await _server.SendJsonAsync(HttpMethod.Post, "/v4/routeplanner/free/all", "", HttpStatusCode.InternalServerError);
        var one = await _server.SendJsonAsync(
            HttpMethod.Post, "/v4/routeplanner/free/address", """{"address":"1.2.3.4"}""", HttpStatusCode.InternalServerError);

        status.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((string?)all["message"]).ShouldBe("Can't access disabled route planner");
        ((string?)one["message"]).ShouldBe("Can't access disabled route planner");
    }

    [Fact]
    public async Task With_a_route_planner_addresses_are_seen_and_freed()
    {
        var planner = new Planner();
        await using var server = await LavalinkServer.StartAsync(services: services => services.AddSingleton<IRoutePlannerControl>(planner));

        (await server.GetJsonAsync("/v4/routeplanner/status"))["class"]!.ToString().ShouldBe("NanoIpRoutePlanner");
        (await server.SendAsync(HttpMethod.Post, "/v4/routeplanner/free/address", """{"address":"1.2.3.4"}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.SendAsync(HttpMethod.Post, "/v4/routeplanner/free/all", "")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var error = await server.SendJsonAsync(HttpMethod.Post, "/v4/routeplanner/free/address", """{"address":"x.y"}""", HttpStatusCode.BadRequest);

        ((string?)error["message"]).ShouldBe("Invalid address: x.y");
        planner.Freed.ShouldBe(["1.2.3.4", "all"]);
    }

    [Fact]
    public async Task C116_metrics_are_for_everybody_where_their_path_is_set()
    {
        await using var server = await LavalinkServer.StartAsync(configuration:
            [LavalinkServer.Setting("Edge:Lavalink:Metrics:Enabled", "true"), LavalinkServer.Setting("Edge:Lavalink:Metrics:Endpoint", "/prometheus")]);

        var all = await server.SendRawAsync("GET", "/prometheus");
        var some = await server.SendRawAsync("GET", "/prometheus?name[]=lavalink_cpu_cores&name%5B%5D=lavalink_uptime_milliseconds");
        using var http = new HttpClient();
        var operators = await http.GetStringAsync($"http://127.0.0.1:{server.OperationsPort}/metrics");

        RawHttp.Status(all).ShouldBe(200);
        all.ShouldContain("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n");
        new Scrape(RawHttp.Body(all)).Types.ShouldBe(
        [
            "jvm_gc_collection_seconds summary", "jvm_info gauge", "jvm_memory_bytes_committed gauge", "jvm_memory_bytes_max gauge",
            "jvm_memory_bytes_used gauge", "jvm_memory_objects_pending_finalization gauge", "jvm_memory_pool_allocated_bytes_total counter",
            "jvm_memory_pool_bytes_used gauge", "jvm_memory_pool_collection_used_bytes gauge", "jvm_threads_current gauge",
            "lavalink_cpu_cores gauge", "lavalink_cpu_lavalink_load_percentage gauge", "lavalink_cpu_system_load_percentage gauge",
            "lavalink_gc_pauses_seconds histogram", "lavalink_memory_allocated_bytes gauge", "lavalink_memory_free_bytes gauge",
            "lavalink_memory_reservable_bytes gauge", "lavalink_memory_used_bytes gauge", "lavalink_players_total gauge",
            "lavalink_playing_players_total gauge", "lavalink_uptime_milliseconds gauge", "logback_appender_total counter",
            "process_cpu_seconds_total counter", "process_max_fds gauge", "process_open_fds gauge", "process_resident_memory_bytes gauge",
            "process_start_time_seconds gauge", "process_virtual_memory_bytes gauge",
        ]);
        new Scrape(RawHttp.Body(some)).Types.ShouldBe(["lavalink_cpu_cores gauge", "lavalink_uptime_milliseconds gauge"]);
        operators.ShouldContain("lavalink_players_total 0\n");
    }

    [Fact]
    public async Task Metrics_without_a_path_of_their_own_need_the_password()
    {
        await using var server = await LavalinkServer.StartAsync(configuration: LavalinkServer.Setting("Edge:Lavalink:Metrics:Enabled", "true"));

        RawHttp.Status(await server.SendRawAsync("GET", "/metrics")).ShouldBe(401);
        RawHttp.Status(await server.SendRawAsync("GET", "/metrics", LavalinkServer.WithPassword)).ShouldBe(200);
    }

    [Fact]
    public void C120_the_log_says_that_clients_may_come() =>
        _server.Log.Lines.ShouldContain(static line => line.Text == "Lavalink is ready to accept connections.");

    private sealed class Planner : IRoutePlannerControl
    {
        public List<string> Freed { get; } = [];

        public Task<RoutesAnswer?> DescribeAsync()
        {
            var json = new ArrayBufferWriter<byte>();
            LavalinkWriter.Write(json, new RoutePlanner.NanoIp(new IpBlock(IsVersion6: true, "4"), [], "1"));
            return Task.FromResult<RoutesAnswer?>(new RoutesAnswer(json.WrittenMemory));
        }

        public Task<bool> FreeAddressAsync(IPAddress address)
        {
            Freed.Add(address.ToString());
            return Task.FromResult(true);
        }

        public Task<bool> FreeAllAsync()
        {
            Freed.Add("all");
            return Task.FromResult(true);
        }
    }
}
