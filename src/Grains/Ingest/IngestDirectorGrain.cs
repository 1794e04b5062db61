using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Grains.Cluster;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Ingest;

/// <summary>Spreads the shards of all bots over the silos that ingest. Everything it knows is told to it again within seconds.</summary>
[HashBasedPlacement]
public sealed partial class IngestDirectorGrain(ISiloStatusOracle oracle, TimeProvider time, ILogger<IngestDirectorGrain> logger)
    : Grain, IIngestDirectorGrain
{
    private static readonly TimeSpan PlanPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnsettledPlanPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ILogger _logger = logger;
    private readonly ShardSpread _spread = new(time.Monotonic());
    private readonly Dictionary<BotId, TimeSpan> _pullAt = [];
    private readonly HashSet<BotId> _switching = [];

    /// <inheritdoc />
    public Task<IngestOrders> ReportAsync(IngestReport report)
    {
        var silos = oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(static silo => silo.ToId()).ToHashSet();
        silos.Add(report.Silo);
        _spread.OnReport(report);
        _spread.OnMembers(silos);
        foreach (var bot in report.Bots)
        {
            if (_pullAt.GetValueOrDefault(bot) <= time.Monotonic())
            {
                _ = PullAsync(bot);
            }

            if (_spread.IsNextComplete(bot, out var count) && _switching.Add(bot))
            {
                _ = SwitchAsync(bot, count.Value);
            }
        }

        return Task.FromResult(_spread.OrdersFor(report.Silo, time.Monotonic()));
    }

    /// <summary>Not awaited by reports: a bot that is slow to answer holds no other up.</summary>
    private async Task PullAsync(BotId bot)
    {
        _pullAt[bot] = TimeSpan.MaxValue;
        var period = UnsettledPlanPeriod;
        try
        {
            var plan = await GrainFactory.GetGrain<IBotGrain>(BotKey.Of(bot)).GetPlanAsync();
            _spread.OnPlan(bot, plan);
            period = plan is { Count: > 0, NextCount: null } ? PlanPeriod : UnsettledPlanPeriod;
        }
#pragma warning disable CA1031 // It is asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNoPlan(exception, bot);
        }

        _pullAt[bot] = time.Monotonic() + period;
    }

    private async Task SwitchAsync(BotId bot, int count)
    {
        try
        {
            await GrainFactory.GetGrain<IBotGrain>(BotKey.Of(bot)).SwitchAsync(count);
            await PullAsync(bot);
        }
#pragma warning disable CA1031 // Both sets run on; it is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotSwitched(exception, bot, count);
        }

        _switching.Remove(bot);
    }

    [LoggerMessage(3043, LogLevel.Warning, "Bot {Bot} did not say which shards it has; it is asked again")]
    private partial void LogNoPlan(Exception exception, BotId bot);

    [LoggerMessage(3044, LogLevel.Warning, "Bot {Bot} could not go over to {Count} shard(s); it is tried again")]
    private partial void LogNotSwitched(Exception exception, BotId bot, int count);
}
