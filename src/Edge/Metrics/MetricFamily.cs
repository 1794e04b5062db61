namespace Fabric.Edge.Metrics;

/// <summary>The values of one name, with the labels that tell them apart.</summary>
internal abstract class MetricFamily(string name, MetricKind kind, string help)
{
    public string Name => name;

    public MetricKind Kind => kind;

    public string Help => help;

    /// <summary>Writes the values.</summary>
    public abstract void WriteTo(PrometheusWriter writer);
}
