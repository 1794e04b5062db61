namespace Fabric.Edge.Metrics;

/// <summary>Values that were read to be shown now.</summary>
internal sealed class ReadFamily(string name, MetricKind kind, string help, params MetricSample[] samples) : MetricFamily(name, kind, help)
{
    /// <inheritdoc />
    public override void WriteTo(PrometheusWriter writer)
    {
        foreach (var sample in samples)
        {
            writer.WriteSample(Name + sample.Suffix, PrometheusWriter.Labels(sample.Labels), sample.Value);
        }
    }
}
