using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The metrics of lavalink.md §9.5 that are client_java's, as a scraper sees them.</summary>
public sealed class LavalinkMetricsTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync(configuration:
    [
        LavalinkServer.Setting("Edge:Lavalink:Metrics:Enabled", "true"), LavalinkServer.Setting("Edge:Lavalink:Metrics:Endpoint", "/metrics"),
        LavalinkServer.Setting("Edge:Lavalink:RequestLog:Enabled", "false"),
    ]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>
    /// What dashboards of simpleclient's names ask for, without what only a JVM has: those of Strimzi for ZooKeeper, of Dinky for its server, and what
    /// Lavalink's clients pick out.
    /// </summary>
    [Theory]
    [InlineData("jvm_memory_bytes_used gauge", "jvm_memory_bytes_used{area=\"heap\"}")]
    [InlineData("jvm_memory_bytes_used gauge", "jvm_memory_bytes_used{area=\"nonheap\"}")]
    [InlineData("jvm_memory_bytes_committed gauge", "jvm_memory_bytes_committed{area=\"heap\"}")]
    [InlineData("jvm_memory_bytes_committed gauge", "jvm_memory_bytes_committed{area=\"nonheap\"}")]
    [InlineData("jvm_memory_bytes_max gauge", "jvm_memory_bytes_max{area=\"heap\"}")]
    [InlineData("jvm_memory_bytes_max gauge", "jvm_memory_bytes_max{area=\"nonheap\"}")]
    [InlineData("jvm_memory_pool_bytes_used gauge", "jvm_memory_pool_bytes_used{pool=\"gen2\"}")]
    [InlineData("jvm_memory_pool_collection_used_bytes gauge", "jvm_memory_pool_collection_used_bytes{pool=\"loh\"}")]
    [InlineData("jvm_memory_pool_allocated_bytes_total counter", "jvm_memory_pool_allocated_bytes_total{pool=\"heap\"}")]
    [InlineData("jvm_memory_objects_pending_finalization gauge", "jvm_memory_objects_pending_finalization")]
    [InlineData("jvm_gc_collection_seconds summary", "jvm_gc_collection_seconds_count{gc=\"gen0\"}")]
    [InlineData("jvm_gc_collection_seconds summary", "jvm_gc_collection_seconds_sum{gc=\"gen2\"}")]
    [InlineData("jvm_threads_current gauge", "jvm_threads_current")]
    [InlineData("process_cpu_seconds_total counter", "process_cpu_seconds_total")]
    [InlineData("process_start_time_seconds gauge", "process_start_time_seconds")]
    [InlineData("process_open_fds gauge", "process_open_fds")]
    [InlineData("process_max_fds gauge", "process_max_fds")]
    [InlineData("process_virtual_memory_bytes gauge", "process_virtual_memory_bytes")]
    [InlineData("process_resident_memory_bytes gauge", "process_resident_memory_bytes")]
    [InlineData("logback_appender_total counter", "logback_appender_total{level=\"error\"}")]
    [InlineData("lavalink_gc_pauses_seconds histogram", "lavalink_gc_pauses_seconds_bucket{le=\"0.025\"}")]
    [InlineData("lavalink_gc_pauses_seconds histogram", "lavalink_gc_pauses_seconds_count")]
    [InlineData("lavalink_memory_used_bytes gauge", "lavalink_memory_used_bytes")]
    public async Task Dashboards_find_what_they_ask_for(string type, string sample)
    {
        var scrape = await ScrapeAsync();

        scrape.Types.ShouldContain(type);
        scrape.Samples.Keys.ShouldContain(sample);
    }

    [Fact]
    public async Task Values_are_those_of_this_process()
    {
        var scrape = await ScrapeAsync();

        var heap = scrape["jvm_memory_bytes_used{area=\"heap\"}"];
        heap.ShouldBeGreaterThan(100_000);
        scrape["jvm_memory_bytes_committed{area=\"heap\"}"].ShouldBeGreaterThanOrEqualTo(heap);
        scrape["jvm_memory_bytes_max{area=\"heap\"}"].ShouldBeGreaterThan(heap);
        scrape["jvm_memory_bytes_max{area=\"nonheap\"}"].ShouldBe(-1);
        scrape["jvm_memory_bytes_used{area=\"nonheap\"}"].ShouldBeInRange(0, scrape["process_resident_memory_bytes"] * 2);
        scrape["jvm_memory_pool_allocated_bytes_total{pool=\"heap\"}"].ShouldBeGreaterThan(100_000);
        var started = DateTimeOffset.FromUnixTimeMilliseconds((long)(scrape["process_start_time_seconds"] * 1000));
        (TimeProvider.System.GetUtcNow() - started).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromHours(6));
        scrape["process_cpu_seconds_total"].ShouldBeInRange(0.01, Environment.CpuUsage.TotalTime.TotalSeconds);
        scrape.Samples.Keys.Single(static key => key.StartsWith("jvm_info{", StringComparison.Ordinal))
            .ShouldBe($"jvm_info{{runtime=\".NET\",vendor=\"Microsoft Corporation\",version=\"{Environment.Version}\"}}");
    }

    [Theory]
    [InlineData(LogLevel.Warning, "warn")]
    [InlineData(LogLevel.Error, "error")]
    [InlineData(LogLevel.Critical, "error")]
    [InlineData(LogLevel.Information, "info")]
    public async Task Lines_of_the_log_are_counted_by_level(LogLevel level, string label)
    {
        var before = await ScrapeAsync();

        _server.Write(level, "Something");
        _server.Write(level, "Something else");

        var after = await ScrapeAsync();
        ((string[])["trace", "debug", "info", "warn", "error"]).Where(name => Count(after, name) > Count(before, name)).ShouldBe([label]);
        Count(after, label).ShouldBe(Count(before, label) + 2);

        static double Count(Scrape scrape, string name) => scrape[$"logback_appender_total{{level=\"{name}\"}}"];
    }

    [Fact]
    public async Task A_line_that_the_log_leaves_out_is_not_counted()
    {
        _server.Write(LogLevel.Debug, "Something");
        _server.Write(LogLevel.Trace, "Something");

        var scrape = await ScrapeAsync();

        scrape["logback_appender_total{level=\"debug\"}"].ShouldBe(0);
        scrape["logback_appender_total{level=\"trace\"}"].ShouldBe(0);
        _server.Log.Lines.ShouldNotContain(static line => line.Text == "Something");
    }

    [Fact]
    public async Task Names_choose_among_them()
    {
        var scrape = await ScrapeAsync("?name[]=jvm_gc_collection_seconds_sum&name[]=process_max_fds&name[]=jvm_buffer_pool_used_bytes&name[]=");

        scrape.Types.ShouldBe(["jvm_gc_collection_seconds summary", "process_max_fds gauge"]);
        scrape.Samples.Keys.ShouldBe(
        [
            "jvm_gc_collection_seconds_sum{gc=\"gen0\"}", "jvm_gc_collection_seconds_sum{gc=\"gen1\"}", "jvm_gc_collection_seconds_sum{gc=\"gen2\"}",
            "process_max_fds",
        ]);
    }

    [Fact]
    public async Task Operators_see_them_too()
    {
        using var http = new HttpClient();

        var scrape = new Scrape(await http.GetStringAsync($"http://127.0.0.1:{_server.OperationsPort}/metrics"));

        scrape["process_open_fds"].ShouldBeGreaterThan(2);
        scrape.Types.ShouldContain("logback_appender_total counter");
    }

    private async Task<Scrape> ScrapeAsync(string query = "") => new(RawHttp.Body(await _server.SendRawAsync("GET", "/metrics" + query)));
}
