using System.Globalization;
using System.Text;

namespace Fabric.Edge.Metrics;

/// <summary>Writes Prometheus' text format 0.0.4.</summary>
internal sealed class PrometheusWriter
{
    /// <summary>The format's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The query parameter that names a metric to show; repeated for several.</summary>
    public const string NameFilter = "name[]";

    private readonly StringBuilder _text = new();

    /// <summary>Labels as they follow a name; empty for none.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var list = string.Join(',', labels.Select(static label => $"{label.Key}=\"{Escape(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
        return list.Length == 0 ? "" : $"{{{list}}}";
    }

    public void WriteFamily(MetricFamily family)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name.Text} {Escape(family.Help)}\n");
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Name.Text} {TypeOf(family.Kind)}\n");
        family.WriteTo(this);
    }

    /// <summary>Writes a value.</summary>
    /// <param name="name">The whole name.</param>
    /// <param name="labels">What <see cref="Labels" /> made.</param>
    /// <param name="value">The value.</param>
    public void WriteSample(string name, string labels, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };
}
