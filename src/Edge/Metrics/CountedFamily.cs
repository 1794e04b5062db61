using System.Collections.Concurrent;

namespace Fabric.Edge.Metrics;

/// <summary>Instruments that tell of each event: what they tell is added up.</summary>
internal sealed class CountedFamily(MetricName name, MetricKind kind, string help) : InstrumentFamily(name, kind, help)
{
    private readonly ConcurrentDictionary<LabelSet, CoreCounter> _counts = new();

    /// <inheritdoc />
    public override void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelSet.Of(tags);
        if (!_counts.TryGetValue(labels, out var count))
        {
            count = _counts.GetOrAdd(labels, static _ => new CoreCounter());
        }

        count.Add((long)value);
    }

    /// <inheritdoc />
    public override void WriteTo(PrometheusWriter writer)
    {
        foreach (var group in _counts.GroupBy(count => LabelsOf(count.Key), StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            writer.WriteSample(Name, group.Key, group.Sum(static count => count.Value.Value));
        }
    }
}
