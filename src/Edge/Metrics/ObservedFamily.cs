namespace Fabric.Edge.Metrics;

/// <summary>Instruments that are asked for their value each time.</summary>
internal sealed class ObservedFamily(MetricName name, MetricKind kind, string help) : InstrumentFamily(name, kind, help)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LabelSet, double> _values = [];

    /// <inheritdoc />
    public override void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            _values[LabelSet.Of(tags)] = value;
        }
    }

    /// <inheritdoc />
    public override void WriteTo(PrometheusWriter writer)
    {
        lock (_gate)
        {
            foreach (var (labels, value) in _values)
            {
                writer.WriteSample(Name, LabelsOf(labels), value);
            }
        }
    }
}
