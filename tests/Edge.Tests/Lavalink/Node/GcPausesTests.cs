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

    private readonly int[] _before = RuntimesCounts();
    private readonly ScopedMeters _meters = new();
    private readonly GcPauses _pauses;
    private readonly MetricsCollector _collector;
    private readonly int[] _after;

    public GcPausesTests()
    {
        _pauses = new GcPauses(_meters);
        _after = RuntimesCounts();
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
                var now = RuntimesCounts();
                return Enumerable.Range(0, Generations.Length).All(generation =>
                    Collections(seen, generation) >= now[generation] - _after[generation]
                    && Collections(seen, generation) <= now[generation] - _before[generation]);
            },
            "all collections to be counted",
            lastSeen: () => $"{string.Join(' ', seen!.Samples)}; the runtime: {string.Join(' ', RuntimesCounts())}, at first {string.Join(' ', _after)}");
        Collections(seen!, 2).ShouldBeGreaterThanOrEqualTo(10);
        Collections(seen!, 1).ShouldBeGreaterThanOrEqualTo(20);
        Collections(seen!, 0).ShouldBeGreaterThanOrEqualTo(30);
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
        // The collector does not go beside the work for a small heap.
        var heap = Enumerable.Range(0, 300_000).Select(static _ => new byte[100]).ToArray();
        GC.Collect();
        Scrape? scrape = null;
        await Eventually.TrueAsync(
            async () =>
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: false);
                scrape = await ScrapeAsync();
                return scrape[Count] > Collections(scrape, 0);
            },
            "a collection that stopped everything twice",
            lastSeen: () => string.Join(' ', scrape!.Samples));
        GC.KeepAlive(heap);
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

    private static int[] RuntimesCounts() => [.. Enumerable.Range(0, Generations.Length).Select(GC.CollectionCount)];

    /// <summary>Of a generation and of older ones, which take the younger with them, as the runtime counts them.</summary>
    private static double Collections(Scrape scrape, int generation) =>
        Generations.Skip(generation).Sum(name => scrape[$"jvm_gc_collection_seconds_count{{gc=\"{name}\"}}"]);

    private Task<Scrape> ScrapeAsync() => ScrapeAsync(_collector);

    private static async Task<Scrape> ScrapeAsync(MetricsCollector collector) =>
        new(Encoding.UTF8.GetString(await collector.WriteAsync(MetricAudience.Lavalink, [], CancellationToken.None)));
}
