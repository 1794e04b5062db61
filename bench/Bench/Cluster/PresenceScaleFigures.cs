using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Cluster;

/// <summary>
/// Processor time of silos and gateway per presence change with more and more silos, at a rate that is the same for all. What the same
/// processes take without changes, measured just before each round, does not count.
/// </summary>
internal static class PresenceScaleFigures
{
    private const int Users = 500;
    private const int WarmUp = 3_000;
    private const int Changes = 1_500;
    private const int Rounds = 5;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Idle = Period * Changes;

    public static async Task<IEnumerable<Figure>> MeasureAsync(PostgresServer server)
    {
        var one = await CostAsync(server, 1);
        var two = await CostAsync(server, 2);
        var four = await CostAsync(server, 4);
        return
        [
            new Figure("processor time per presence change, 1 silo", one, "µs", null, Better.Lower),
            new Figure("processor time per presence change, 2 silos", two, "µs", null, Better.Lower),
            new Figure("processor time per presence change, 4 silos", four, "µs", null, Better.Lower),
            new Figure("processor time per presence change, 4 silos relative to 1", four / one, "x", 1.15, Better.Lower),
        ];
    }

    private static async Task<double> CostAsync(PostgresServer server, int silos)
    {
        await using var cluster = await FabricCluster.StartAsync(server, silos, Users);
        var changes = new PresenceChanges(cluster);
        await using var subscriber = await PresenceSubscriber.StartAsync(cluster.Socket, cluster.Users, changes.OnReceived);
        await changes.FlowAsync();
        await changes.MakeAsync(WarmUp, Period);
        var costs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (idle, idleTime) = await UseAsync(cluster, () => Task.Delay(Idle, TimeProvider.System));
            var (busy, busyTime) = await UseAsync(cluster, () => changes.MakeAsync(Changes, Period));
            costs.Add((busy - (idle * (busyTime / idleTime))).TotalMicroseconds / Changes);
        }

        return Samples.Median(costs);
    }

    /// <summary>The processor time of the fabric while an action ran, and how long that took.</summary>
    private static async Task<(TimeSpan Processor, TimeSpan Elapsed)> UseAsync(FabricCluster cluster, Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        var before = cluster.ProcessorTime;
        await action();
        return (cluster.ProcessorTime - before, clock.Elapsed);
    }
}
