using System.Diagnostics.Metrics;
using Fabric.Edge.Metrics;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>Counts collections, and measures how long they stop everything, while it lives.</summary>
internal sealed class GcPauses : IMetricSource, IDisposable
{
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6] };

    private readonly Histogram<double> _pauses;
    private readonly CoreCounter[] _collections = NewCounters();
    private readonly CoreCounter[] _ticks = NewCounters();

    public GcPauses(IMeterFactory meters)
    {
        _pauses = meters.Create(LavalinkMetrics.MeterName).CreateHistogram(
            "lavalink.gc_pauses_seconds", unit: null, "How long collections stopped everything", tags: null, Buckets);
        CollectorEvents.Instance.Add(this);
    }

    /// <inheritdoc />
    public MetricAudience Audience => MetricAudience.Lavalink;

    /// <inheritdoc />
    public IEnumerable<MetricFamily> Read()
    {
        var samples = Enumerable.Range(0, GC.MaxGeneration + 1).SelectMany(generation => new[]
        {
            MetricSample.Of("gc", $"gen{generation}", _collections[generation].Value, "_count"),
            MetricSample.Of("gc", $"gen{generation}", TimeSpan.FromTicks(_ticks[generation].Value).TotalSeconds, "_sum"),
        });
        yield return new ReadFamily(
            "jvm_gc_collection_seconds",
            MetricKind.Summary,
            "Collections by the oldest generation collected, and how long they stopped everything",
            [.. samples]);
    }

    /// <inheritdoc />
    public void Dispose() => CollectorEvents.Instance.Remove(this);

    /// <summary>A collection begins, of this generation and the younger ones.</summary>
    public void OnStarted(int generation) => _collections[generation].Add(1);

    /// <summary>A pause is over.</summary>
    public void OnPaused(GcPause pause)
    {
        _pauses.Record(pause.Duration.TotalSeconds);
        _ticks[pause.Generation].Add(pause.Duration.Ticks);
    }

    private static CoreCounter[] NewCounters() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(static _ => new CoreCounter())];
}
