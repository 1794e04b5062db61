using System.Diagnostics.Metrics;

namespace Fabric.Edge.Metrics;

/// <summary>What all instruments of one name measured.</summary>
internal abstract class InstrumentFamily(MetricName name, MetricKind kind, string help) : MetricFamily(name.Text, kind, help)
{
    public MetricAudience Audience => name.Audience;

    public static InstrumentFamily Of(Instrument instrument)
    {
        var name = MetricName.Of(instrument);
        var help = instrument.Description ?? "";
        var kind = KindOf(instrument);
        return (kind, instrument.IsObservable) switch
        {
            (MetricKind.Histogram, _) => new HistogramFamily(name, help, instrument),
            (_, true) => new ObservedFamily(name, kind, help),
            _ => new CountedFamily(name, kind, help),
        };
    }

    public static MetricKind KindOf(Instrument instrument) => instrument switch
    {
        Histogram<double> or Histogram<long> or Histogram<int> => MetricKind.Histogram,
        Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<int> => MetricKind.Counter,
        _ => MetricKind.Gauge,
    };

    /// <summary>Takes a measurement. Called by anyone at any time.</summary>
    public abstract void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>The labels as they are shown.</summary>
    protected string LabelsOf(LabelSet set) => PrometheusWriter.Labels(
        set.Labels().Select(label => name.Relabel is { } relabel ? relabel(label) : label).OfType<KeyValuePair<string, string>>());
}
