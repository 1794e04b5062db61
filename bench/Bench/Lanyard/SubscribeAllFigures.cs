using System.Diagnostics;
using Fabric.Bench.Cluster;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Feed;
using Fabric.Bench.Lanyard.Servers;
using Fabric.FakeDiscord.Model;

namespace Fabric.Bench.Lanyard;

/// <summary>
/// Subscribing to everybody: the first time, when the process does not follow anybody yet, and again; and how long changes take to another
/// socket meanwhile.
/// </summary>
internal static class SubscribeAllFigures
{
    private const int Users = 20_000;
    private const int Servers = 3;
    private const int Again = 3;
    private const int WarmUp = 500;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        var first = new List<double>();
        var again = new List<double>();
        var latencies = new List<double>();
        for (var server = 0; server < Servers; server++)
        {
            await using var fabric = await FabricServer.StartAsync(Users);
            var probe = new LatencyProbe(await fabric.FeedAsync(), users: 1);
            await using var subscriber = await PresenceSubscriber.StartAsync(fabric.Socket, [(Snowflake)FeedWorld.UserId(0)], probe.OnReceived);
            await probe.RunAsync(WarmUp, TimeSpan.Zero);
            first.Add(await SubscribeAsync(fabric, probe, latencies));
            for (var time = 0; time < Again; time++)
            {
                again.Add(await SubscribeAsync(fabric, probe, latencies));
            }
        }

        return
        [
            new Figure($"INIT_STATE of {Users:N0} users, the first, complete", Samples.Median(first), "s", 1, Better.Lower),
            new Figure("  the same again", Samples.Median(again), "s", null, Better.Lower),
            new Figure("a change to another socket meanwhile, 99th percentile", Samples.Percentile(latencies, 99), "ms", 100, Better.Lower),
            new Figure("  the same, median", Samples.Median(latencies), "ms", null, Better.Lower),
        ];
    }

    private static async Task<double> SubscribeAsync(FabricServer fabric, LatencyProbe probe, List<double> latencies)
    {
        var clock = Stopwatch.StartNew();
        var subscribed = SocketSwarm.ConnectAsync(fabric.Address, "/socket", 1, Commands.SubscribeToAll, Broadcasts.Answers);
        while (!subscribed.IsCompleted)
        {
            latencies.AddRange(await probe.RunAsync(1, Period));
        }

        using var swarm = await subscribed;
        return clock.Elapsed.TotalSeconds;
    }
}
