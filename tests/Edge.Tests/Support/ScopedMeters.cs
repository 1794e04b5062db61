using System.Diagnostics.Metrics;

namespace Fabric.Edge.Tests.Support;

/// <summary>Makes meters that can be told from those of other tests.</summary>
internal sealed class ScopedMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(new MeterOptions(options.Name) { Scope = this });
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
}
