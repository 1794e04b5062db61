using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Fabric.Edge.Metrics;

/// <summary>
/// Listens to this process's own meters from its start, and writes what they measured for Prometheus. A hosted service, so that nothing is
/// counted before it listens.
/// </summary>
internal sealed class MetricsCollector : IHostedService, IDisposable
{
    private const string MeterPrefix = "Fabric.";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, InstrumentFamily> _families = new(StringComparer.Ordinal);
    private readonly IMeterFactory _meters;
    private readonly IEnumerable<IMetricsRefresh> _refreshes;
    private readonly IEnumerable<IMetricSource> _sources;

    public MetricsCollector(IMeterFactory meters, IEnumerable<IMetricsRefresh> refreshes, IEnumerable<IMetricSource> sources)
    {
        _meters = meters;
        _refreshes = refreshes;
        _sources = sources;
        _listener.InstrumentPublished = OnPublished;
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((InstrumentFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((InstrumentFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((InstrumentFamily)family!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>What an audience is shown.</summary>
    /// <param name="audience">Who asks.</param>
    /// <param name="names">The names to show, of metrics or of their samples; empty for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<byte[]> WriteAsync(MetricAudience audience, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        await Task.WhenAll(_refreshes.Select(refresh => refresh.RefreshAsync(cancellation)));
        _listener.RecordObservableInstruments();
        var read = _sources.Where(source => Sees(source.Audience)).SelectMany(static source => source.Read());
        var writer = new PrometheusWriter(names);
        foreach (var family in read
            .Concat(_families.Values.Where(family => Sees(family.Audience)))
            .OrderBy(static family => family.Name, StringComparer.Ordinal))
        {
            writer.WriteFamily(family);
        }

        return writer.ToUtf8();

        bool Sees(MetricAudience owner) => audience == MetricAudience.Operators || owner == audience;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    /// <summary>Listeners hear of every meter of the machine's process; other hosts in it have factories of their own.</summary>
    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (ReferenceEquals(instrument.Meter.Scope, _meters) && instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
        {
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, static (_, made) => InstrumentFamily.Of(made), instrument));
        }
    }
}
