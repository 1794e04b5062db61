using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Fabric.Storage.Tests.Support;

/// <summary>Meters of one test alone, and the sums and numbers of what was measured on them.</summary>
internal sealed class CountingMeterFactory : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly List<Meter> _meters = [];

    public CountingMeterFactory()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_meters.Contains(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
        _listener.Start();
    }

    public double SumOf(string instrument) => _sums.GetValueOrDefault(instrument);

    public long NumberOf(string instrument) => _numbers.GetValueOrDefault(instrument);

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(static meter => meter.Dispose());
    }

    private void Note(Instrument instrument, double value)
    {
        _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        _numbers.AddOrUpdate(instrument.Name, 1, static (_, number) => number + 1);
    }
}
