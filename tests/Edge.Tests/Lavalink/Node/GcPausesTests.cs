using System.Diagnostics;
using System.Text;
using Fabric.Edge.Lavalink.Node;
using Fabric.Edge.Metrics;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink.Node;

/// <summary>Alone, because the runtime begins its stream of events anew whenever another host of this process watches it.</summary>
[Collection(nameof(GcPausesTests))]
public sealed class GcPausesTests : IDisposable
{
    private const string Count = "lavalink_gc_pauses_seconds_count";
    private const string Sum = "lavalink_gc_pauses_seconds_sum";

    private static readonly string[] Generations = ["gen0", "gen1", "gen2"];

    private readonly int _collectionsBefore = GC.CollectionCount(0);
    private readonly ScopedMeters _meters = new();
    private readonly GcPauses _pauses;
    private readonly MetricsCollector _collector;
    private readonly int _collectionsAfter;

    public GcPausesTests()
    {
        _pauses = new GcPauses(_meters);
        _collectionsAfter = GC.CollectionCount(0);
        _collector = new MetricsCollector(_meters, [], [_pauses]);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _pauses.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Collections_are_counted_once_and_by_generation()
    {
        var gen2 = (await ScrapeAsync())["jvm_gc_collection_seconds_count{gc=\"gen2\"}"];
        for (var i = 0; i < 10; i++)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        }

        Scrape? seen = null;
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await ScrapeAsync();
                var runtimes = GC.CollectionCount(0);
                return Generations.Sum(generation => seen[$"jvm_gc_collection_seconds_count{{gc=\"{generation}\"}}"]) is var collections
                    && collections >= runtimes - _collectionsAfter && collections <= runtimes - _collectionsBefore;
            },
            "all collections to be counted",
            lastSeen: () => $"{string.Join(' ', seen!.Samples)}; the runtime: {GC.CollectionCount(0) - _collectionsAfter}");
        seen!["jvm_gc_collection_seconds_count{gc=\"gen2\"}"].ShouldBeGreaterThanOrEqualTo(gen2 + 10);
        seen["jvm_gc_collection_seconds_count{gc=\"gen0\"}"].ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task Pauses_fill_the_buckets_and_take_no_longer_than_the_test()
    {
        var clock = Stopwatch.StartNew();
        GC.Collect();
        GC.Collect();
        Scrape? scrape = null;
        await Eventually.TrueAsync(async () => (scrape = await ScrapeAsync())[Count] >= 2, "two pauses");

        scrape![Sum].ShouldBeInRange(0.00001, clock.Elapsed.TotalSeconds);
        scrape["lavalink_gc_pauses_seconds_bucket{le=\"+Inf\"}"].ShouldBe(scrape[Count]);
        Generations.Sum(generation => scrape[$"jvm_gc_collection_seconds_sum{{gc=\"{generation}\"}}"]).ShouldBe(scrape[Sum], 0.0001);
        scrape.Types.ShouldBe(["jvm_gc_collection_seconds summary", "lavalink_gc_pauses_seconds histogram"]);
        scrape.Samples.Keys.Where(static key => key.Contains("le=", StringComparison.Ordinal)).Select(static key => key.Split('"')[1])
            .ShouldBe(["0.025", "0.05", "0.1", "0.2", "0.4", "0.8", "1.6", "+Inf"]);
    }

    [Fact]
    public async Task Steps_of_collections_beside_the_work_are_pauses_too()
    {
        Scrape? scrape = null;
        await Eventually.TrueAsync(
            async () =>
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: false);
                scrape = await ScrapeAsync();
                return scrape[Count] > Generations.Sum(generation => scrape[$"jvm_gc_collection_seconds_count{{gc=\"{generation}\"}}"]);
            },
            "a collection that stopped everything twice",
            lastSeen: () => string.Join(' ', scrape!.Samples));
    }

    [Fact]
    public async Task Nothing_is_counted_when_nobody_watches_any_more()
    {
        _pauses.Dispose();
        var before = await ScrapeAsync();
        using var other = new ScopedMeters();
        using var watch = new GcPauses(other);
        using var collector = new MetricsCollector(other, [], [watch]);
        GC.Collect();
        await Eventually.TrueAsync(async () => (await ScrapeAsync(collector))[Count] > 0, "a pause to be seen by another");

        (await ScrapeAsync())[Count].ShouldBe(before[Count]);
    }

    private Task<Scrape> ScrapeAsync() => ScrapeAsync(_collector);

    private static async Task<Scrape> ScrapeAsync(MetricsCollector collector) =>
        new(Encoding.UTF8.GetString(await collector.WriteAsync(MetricAudience.Lavalink, [], CancellationToken.None)));
}
