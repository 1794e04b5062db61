namespace Fabric.Edge.Metrics;

/// <summary>A value as it is written.</summary>
/// <param name="Value">The value.</param>
/// <param name="Suffix">What follows the family's name, as <c>_sum</c>; empty for nothing.</param>
/// <param name="Labels">What tells it from the family's others.</param>
internal sealed record MetricSample(double Value, string Suffix = "", params KeyValuePair<string, string>[] Labels)
{
    /// <summary>A value with one label.</summary>
    public static MetricSample Of(string label, string text, double value, string suffix = "") => new(value, suffix, KeyValuePair.Create(label, text));
}
