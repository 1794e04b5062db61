using System.Globalization;

namespace Fabric.Edge.Tests.Support;

/// <summary>Metrics in Prometheus' text format, taken apart.</summary>
internal sealed class Scrape
{
    public Scrape(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Types = lines.Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(static line => line["# TYPE ".Length..]).ToArray();
        Samples = lines.Where(static line => line[0] != '#').ToDictionary(
            static line => line[..line.LastIndexOf(' ')],
            static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    /// <summary>Names with their types, in the order of the text.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Values by name and labels.</summary>
    public IReadOnlyDictionary<string, double> Samples { get; }

    public double this[string sample] => Samples.TryGetValue(sample, out var value)
        ? value
        : throw new KeyNotFoundException($"No {sample} among {string.Join(' ', Samples.Keys)}");
}
