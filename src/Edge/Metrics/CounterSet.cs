using System.Diagnostics.Metrics;

namespace Fabric.Edge.Metrics;

/// <summary>A counter with a label whose values are known from the beginning; counting touches neither tags nor dictionaries.</summary>
internal sealed class CounterSet
{
    private readonly CoreCounter[] _counts;

    /// <summary>Shows a counter on a meter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="help">What it counts.</param>
    /// <param name="labels">For each count its labels.</param>
    public CounterSet(Meter meter, string name, string help, params KeyValuePair<string, object?>[][] labels)
    {
        _counts = Array.ConvertAll(labels, static _ => new CoreCounter());
        meter.CreateObservableCounter(name, () => _counts.Select((count, i) => new Measurement<long>(count.Value, labels[i])), unit: null, help);
    }

    /// <summary>One label with these values.</summary>
    public static KeyValuePair<string, object?>[][] Of(string label, params string[] values) =>
        Array.ConvertAll(values, value => new[] { KeyValuePair.Create<string, object?>(label, value) });

    /// <summary>Raises the count with the labels of this number.</summary>
    public void Add(int index, long number = 1) => _counts[index].Add(number);
}
