using System.Diagnostics.Metrics;
using System.Globalization;

namespace Fabric.Edge.Metrics;

/// <summary>Instruments that tell how large something was, whatever its labels.</summary>
internal sealed class HistogramFamily : InstrumentFamily
{
    private const double Nano = 1e9;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Numbers = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    private readonly double[] _bounds;
    private readonly CoreCounter[] _counts;

    /// <summary>In billionths, as counters count whole numbers.</summary>
    private readonly CoreCounter _sum = new();

    public HistogramFamily(MetricName name, string help, Instrument instrument)
        : base(name, MetricKind.Histogram, help)
    {
        _bounds = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(static bound => (double)bound)],
            _ => instrument.Unit == "s" ? Seconds : Numbers,
        };
        _counts = [.. Enumerable.Range(0, _bounds.Length + 1).Select(static _ => new CoreCounter())];
    }

    /// <inheritdoc />
    public override void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket])
        {
            bucket++;
        }

        _counts[bucket].Add(1);
        _sum.Add((long)(value * Nano));
    }

    /// <inheritdoc />
    public override void WriteTo(PrometheusWriter writer)
    {
        var total = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            total += _counts[i].Value;
            var bound = i < _bounds.Length ? _bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            writer.WriteSample(Name + "_bucket", PrometheusWriter.Labels([KeyValuePair.Create("le", bound)]), total);
        }

        writer.WriteSample(Name + "_sum", "", _sum.Value / Nano);
        writer.WriteSample(Name + "_count", "", total);
    }
}
