using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Cluster;

/// <summary>From the fake Discord's sending of a presence change to a subscriber's having it from a gateway, at a low rate.</summary>
internal static class PresenceFigures
{
    private const int Silos = 2;
    private const int Users = 60;
    private const int WarmUp = 600;
    private const int Changes = 500;

    private static readonly TimeSpan WarmUpPeriod = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(30);

    public static async Task<IEnumerable<Figure>> MeasureAsync(PostgresServer server)
    {
        await using var cluster = await FabricCluster.StartAsync(server, Silos, Users);
        var changes = new PresenceChanges(cluster);
        await using var subscriber = await PresenceSubscriber.StartAsync(cluster.Socket, cluster.Users, changes.OnReceived);
        await changes.FlowAsync();
        await changes.MakeAsync(WarmUp, WarmUpPeriod);
        var samples = await changes.MakeAsync(Changes, Period);
        return
        [
            new Figure("presence change to a subscriber at a gateway, median", Samples.Median(samples), "ms", 5, Better.Lower),
            new Figure("  the same, 99th percentile", Samples.Percentile(samples, 99), "ms", null, Better.Lower),
        ];
    }
}
