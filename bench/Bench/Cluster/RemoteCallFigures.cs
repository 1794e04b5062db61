using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Engine.Silo.Grains;
using Orleans;

namespace Fabric.Bench.Cluster;

/// <summary>Calls from one process to a grain in another.</summary>
internal static class RemoteCallFigures
{
    private const int SingleCalls = 20_000;
    private const int CallsPerLane = 5_000;
    private const int Rounds = 5;

    /// <summary>Calls under way together where throughput is measured.</summary>
    public const int InFlight = 64;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, 1);
        await RateAsync(cluster.Client, CallsPerLane);
        var latency = Samples.Median(await LatencyAsync(cluster.Client.GetGrain<IEchoGrain>("latency")));
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await RateAsync(cluster.Client, CallsPerLane));
        }

        return
        [
            new Figure("grain call between two processes, median", latency, "µs", 250, Better.Lower),
            new Figure($"grain calls between two processes, {InFlight} in flight", Samples.Median(rates), "/s", 40_000, Better.Higher),
        ];
    }

    /// <summary>Calls per second, on a grain for each lane.</summary>
    public static async Task<double> RateAsync(IGrainFactory grains, int callsPerLane, int lanes = InFlight)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(async () =>
        {
            var grain = grains.GetGrain<IEchoGrain>($"lane/{lane}");
            for (var number = 0; number < callsPerLane; number++)
            {
                await grain.EchoAsync(number);
            }
        })));
        return lanes * callsPerLane / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double[]> LatencyAsync(IEchoGrain grain)
    {
        var samples = new double[SingleCalls];
        for (var number = 0; number < samples.Length; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await grain.EchoAsync(number);
            samples[number] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return samples;
    }
}
