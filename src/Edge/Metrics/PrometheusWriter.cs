using System.Globalization;
using System.Text;

namespace Fabric.Edge.Metrics;

/// <summary>Writes Prometheus' text format 0.0.4.</summary>
/// <param name="names">What to write: families by their names, or samples by theirs, as <c>x_sum</c> of <c>x</c>; empty for all.</param>
internal sealed class PrometheusWriter(IReadOnlyCollection<string> names)
{
    /// <summary>The format's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The query parameter that names a metric to show; repeated for several.</summary>
    public const string NameFilter = "name[]";

    private readonly StringBuilder _text = new();
    private bool _isWhole;

    /// <summary>Labels as they follow a name; empty for none.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var list = string.Join(',', labels.Select(static label => $"{label.Key}=\"{Escape(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
        return list.Length == 0 ? "" : $"{{{list}}}";
    }

    public void WriteFamily(MetricFamily family)
    {
        var start = _text.Length;
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name} {Escape(family.Help)}\n");
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Name} {TypeOf(family.Kind)}\n");
        var head = _text.Length;
        _isWhole = names.Count == 0 || Has(family.Name);
        family.WriteTo(this);
        if (!_isWhole && _text.Length == head)
        {
            _text.Length = start;
        }
    }

    /// <summary>Writes a value.</summary>
    /// <param name="name">The whole name.</param>
    /// <param name="labels">What <see cref="Labels" /> made.</param>
    /// <param name="value">The value.</param>
    public void WriteSample(string name, string labels, double value)
    {
        if (_isWhole || Has(name))
        {
            _text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
        }
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    private bool Has(string name) => names.Contains(name, StringComparer.Ordinal);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Summary => "summary",
        _ => "histogram",
    };
}
