using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Brings back what a lost silo had, and what this one should have and has not. The rows are read when the membership has changed, as long
/// as something is to be brought back, and now and then besides.
/// </summary>
internal sealed partial class Watchdog(
    IEnumerable<IReactivator> reactivators,
    LocalEntities here,
    ITakeover takeover,
    ISiloStatusOracle oracle,
    IGrainFactory grains,
    IOptions<FailoverOptions> options,
    TimeProvider time,
    ILogger<Watchdog> logger) : BackgroundService, ISiloStatusListener
{
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, IReactivator> _reactivators = reactivators.ToDictionary(static one => one.Kind, StringComparer.Ordinal);
    private readonly SiloId _self = oracle.SiloAddress.ToId();
    private readonly Lock _lock = new();
    private readonly WatchdogMachine _machine = new(oracle.SiloAddress.ToId(), options.Value);
    private readonly Pulse _pulse = new();

    /// <inheritdoc />
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => _pulse.Set();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        oracle.SubscribeToSiloStatusEvents(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            var isQuiet = oracle.CurrentStatus == SiloStatus.Active && await SweepAsync();
            await _pulse.WaitAsync(isQuiet ? QuietPeriod : options.Value.RenewalPeriod, time, stoppingToken);
        }

        oracle.UnSubscribeFromSiloStatusEvents(this);
    }

    /// <summary>Reads the rows and begins what is to be done; false as long as there is something to be done.</summary>
    private async Task<bool> SweepAsync()
    {
        var members = oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(static silo => silo.ToId()).ToArray();
        var alive = Array.FindAll(members, member => member == _self || !takeover.IsSuspect(member));
        WatchdogRow[] rows;
        try
        {
            SiloId[] others = [.. alive.Where(silo => silo != _self)];
            rows = await ReadAsync(others);
        }
#pragma warning disable CA1031 // The partitions' own silo may have been lost, or the store be away: they are asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotRead(exception);
            return false;
        }

        WatchdogRow[] next = [];
        var count = 0;
        lock (_lock)
        {
            _machine.OnRows(rows, alive, takeover.IsCleared, here.Contains);
            next = [.. _machine.Next(time.Monotonic())];
            count = _machine.Count;
        }

        foreach (var row in next)
        {
            _ = ReactivateAsync(row);
        }

        return count == 0 && Array.TrueForAll(rows, row => alive.Contains(row.Silo));
    }

    private async Task<WatchdogRow[]> ReadAsync(SiloId[] except)
    {
        var read = Enumerable.Range(0, WatchdogKey.Partitions)
            .Select(partition => grains.GetGrain<IWatchdogGrain>(WatchdogKey.OfPartition(partition)).GetAsync(except));
        return [.. (await Task.WhenAll(read)).SelectMany(static rows => rows)];
    }

    private async Task ReactivateAsync(WatchdogRow row)
    {
        try
        {
            var entity = EntityId.Parse(row.Entity);
            await _reactivators[entity.Kind].ReactivateAsync(entity.Key);
            lock (_lock)
            {
                _machine.OnReactivated(row.Entity);
            }

            LogReactivated(row.Entity, row.Silo);
        }
#pragma warning disable CA1031 // It is tried again, at growing intervals.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _machine.OnFailed(row.Entity, time.Monotonic());
            }

            LogNotReactivated(exception, row.Entity, row.Silo);
        }

        _pulse.Set();
    }

    [LoggerMessage(3017, LogLevel.Information, "{Entity} of silo {Silo} lives again")]
    private partial void LogReactivated(string entity, SiloId silo);

    [LoggerMessage(3018, LogLevel.Warning, "{Entity} of silo {Silo} could not be brought back; it is tried again")]
    private partial void LogNotReactivated(Exception exception, string entity, SiloId silo);

    [LoggerMessage(3019, LogLevel.Warning, "What has to live could not be read; it is tried again")]
    private partial void LogNotRead(Exception exception);
}
