using System.Diagnostics.Metrics;
using System.Text;
using Fabric.Edge.Metrics;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Metrics;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly ScopedMeters _meters = new();
    private readonly MetricsCollector _collector;
    private readonly Meter _meter;

    public MetricsCollectorTests()
    {
        _collector = new MetricsCollector(_meters, [], []);
        _meter = Create("Fabric.Tests");
    }

    public void Dispose()
    {
        _collector.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Counters_are_added_up_by_label()
    {
        var counter = _meter.CreateCounter<long>("fabric.tests.things", unit: null, "Things \\ and\nmore");
        counter.Add(1, Tag("kind", "a"));
        counter.Add(2, Tag("kind", "b\"c"));
        counter.Add(3, Tag("kind", "a"));

        (await WriteAsync()).ShouldBe(
            """
            # HELP fabric_tests_things_total Things \\ and\nmore
            # TYPE fabric_tests_things_total counter
            fabric_tests_things_total{kind="a"} 4
            fabric_tests_things_total{kind="b\"c"} 2

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Instruments_of_one_name_are_one()
    {
        _meter.CreateUpDownCounter<int>("fabric.tests.level").Add(3);
        _meter.CreateUpDownCounter<int>("fabric.tests.level").Add(-1);

        (await WriteAsync()).ShouldContain("# TYPE fabric_tests_level gauge\nfabric_tests_level 2\n");
    }

    [Fact]
    public async Task Histograms_have_buckets_that_contain_one_another()
    {
        var histogram = _meter.CreateHistogram(
            "fabric.tests.time", "s", "Time", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in (double[])[0.25, 0.5, 0.75, 4])
        {
            histogram.Record(value);
        }

        (await WriteAsync()).ShouldBe(
            """
            # HELP fabric_tests_time_seconds Time
            # TYPE fabric_tests_time_seconds histogram
            fabric_tests_time_seconds_bucket{le="0.5"} 2
            fabric_tests_time_seconds_bucket{le="1"} 3
            fabric_tests_time_seconds_bucket{le="+Inf"} 4
            fabric_tests_time_seconds_sum 5.5
            fabric_tests_time_seconds_count 4

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Observed_instruments_are_asked_each_time()
    {
        var value = 1;
        _meter.CreateObservableGauge("lanyard.level", () => value, unit: null, "A level");

        (await WriteAsync()).ShouldContain("\nlanyard_level 1\n");
        value = 2;
        (await WriteAsync()).ShouldContain("\nlanyard_level 2\n");
    }

    [Fact]
    public async Task What_the_gateway_client_counts_has_lanyards_names()
    {
        var reconnects = _meter.CreateCounter<long>("fabric.discord.gateway.reconnects");
        reconnects.Add(1, Tag("cause", "Closed"), Tag("close_code", 4000));
        reconnects.Add(1, Tag("cause", "Closed"), Tag("close_code", 1006));
        reconnects.Add(1, Tag("cause", "HelloLost"), Tag("close_code", null));
        reconnects.Add(1, Tag("cause", "HeartbeatLost"), Tag("close_code", null));
        _meter.CreateCounter<long>("fabric.discord.gateway.sessions").Add(1, Tag("kind", "resume"));
        _meter.CreateCounter<long>("fabric.discord.gateway.events").Add(1, Tag("event", "READY"));

        var text = await WriteAsync(MetricAudience.Lanyard);

        text.ShouldContain("lanyard_gateway_reconnects_total{cause=\"disconnect\"} 3\n");
        text.ShouldContain("lanyard_gateway_reconnects_total{cause=\"heartbeat_stale\"} 1\n");
        text.ShouldContain("lanyard_gateway_sessions_total{type=\"resume\"} 1\n");
        text.ShouldContain("lanyard_gateway_events_total{event=\"READY\"} 1\n");
    }

    [Fact]
    public async Task Only_lanyards_metrics_are_for_everybody_and_only_the_fabrics_for_anybody()
    {
        _meter.CreateCounter<long>("fabric.tests.things").Add(1);
        Create("Somebody.Else").CreateCounter<long>("else").Add(1);
        using var otherHost = new ScopedMeters();
        otherHost.Create(new MeterOptions("Fabric.Tests")).CreateCounter<long>("fabric.tests.elsewhere").Add(1);

        (await WriteAsync(MetricAudience.Lanyard)).ShouldBeEmpty();
        var all = await WriteAsync();
        all.ShouldContain("fabric_tests_things_total 1");
        all.ShouldNotContain("else");
    }

    [Fact]
    public async Task A_name_chooses_a_metric_or_some_of_its_samples()
    {
        _meter.CreateHistogram<double>("fabric.tests.time", "s").Record(2);
        _meter.CreateCounter<long>("fabric.tests.things").Add(1);

        (await ScrapeAsync("fabric_tests_time_seconds")).Samples.Count.ShouldBe(16);
        var some = await ScrapeAsync("fabric_tests_time_seconds_sum", "fabric_tests_time_seconds_count", "fabric_tests");
        some.Types.ShouldBe(["fabric_tests_time_seconds histogram"]);
        some.Samples.Keys.ShouldBe(["fabric_tests_time_seconds_sum", "fabric_tests_time_seconds_count"]);
        (await WriteAsync(MetricAudience.Operators, "unknown")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_read_stands_among_what_was_measured_for_those_whose_it_is()
    {
        _meter.CreateCounter<long>("fabric.tests.things").Add(1);
        using var collector = new MetricsCollector(_meters, [], [new Clock()]);

        (await TextAsync(MetricAudience.Lanyard)).ShouldBeEmpty();
        (await TextAsync(MetricAudience.Lavalink)).ShouldBe(
            "# HELP ticks Ticks\n# TYPE ticks summary\nticks_count{of=\"clock\"} 3\nticks_sum{of=\"clock\"} 1.5\n");
        new Scrape(await TextAsync(MetricAudience.Operators)).Types.ShouldBe(["fabric_tests_things_total counter", "ticks summary"]);

        async Task<string> TextAsync(MetricAudience audience) => Encoding.UTF8.GetString(await collector.WriteAsync(audience, [], CancellationToken.None));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var counter = _meter.CreateCounter<long>("fabric.tests.things");
        var histogram = _meter.CreateHistogram<double>("fabric.tests.time");
        Count(10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(1000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Count(int times)
        {
            for (var i = 0; i < times; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("kind", "a"));
                histogram.Record(i);
            }
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private async Task<Scrape> ScrapeAsync(params string[] names) => new(await WriteAsync(MetricAudience.Operators, names));

    private Meter Create(string name) => _meters.Create(new MeterOptions(name));

    private async Task<string> WriteAsync(MetricAudience audience = MetricAudience.Operators, params string[] names) =>
        Encoding.UTF8.GetString(await _collector.WriteAsync(audience, names, CancellationToken.None));

    private sealed class Clock : IMetricSource
    {
        public MetricAudience Audience => MetricAudience.Lavalink;

        public IEnumerable<MetricFamily> Read() =>
            [new ReadFamily("ticks", MetricKind.Summary, "Ticks", MetricSample.Of("of", "clock", 3, "_count"), MetricSample.Of("of", "clock", 1.5, "_sum"))];
    }
}
