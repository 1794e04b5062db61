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
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly IMeterFactory _meters;
    private readonly IEnumerable<IMetricsRefresh> _refreshes;

    public MetricsCollector(IMeterFactory meters, IEnumerable<IMetricsRefresh> refreshes)
    {
        _meters = meters;
        _refreshes = refreshes;
        _listener.InstrumentPublished = OnPublished;
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>What an audience is shown.</summary>
    /// <param name="audience">Who asks.</param>
    /// <param name="names">The names to show; empty for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<byte[]> WriteAsync(MetricAudience audience, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        await Task.WhenAll(_refreshes.Select(refresh => refresh.RefreshAsync(cancellation)));
        _listener.RecordObservableInstruments();
        var writer = new PrometheusWriter();
        foreach (var family in _families.Values
            .Where(family => audience == MetricAudience.Operators || family.Name.Audience == audience)
            .Where(family => names.Count == 0 || names.Contains(family.Name.Text, StringComparer.Ordinal))
            .OrderBy(static family => family.Name.Text, StringComparer.Ordinal))
        {
            writer.WriteFamily(family);
        }

        return writer.ToUtf8();
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
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, static (_, made) => MetricFamily.Of(made), instrument));
        }
    }
}
