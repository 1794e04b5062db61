using System.Diagnostics;
using Fabric.Bench.Figures;

namespace Fabric.Bench.Cluster;

/// <summary>SIGKILL of one silo of two.</summary>
internal static class KillFigures
{
    private const int Rounds = 10;
    private const int CallsUnderWay = 20;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, 2);
        var recovered = new List<double>();
        var failed = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var victim = cluster.Silos[0];
            var grain = await Patience.GrainOfAsync(cluster.Client, victim);
            var held = await Patience.GrainOfAsync(cluster.Client, victim);
            var calls = Enumerable.Range(0, CallsUnderWay).Select(number => held.InterleaveAsync($"{number}")).ToArray();
            while ((await held.UnderWayAsync()).Length < CallsUnderWay)
            {
                await Task.Yield();
            }

            var clock = Stopwatch.StartNew();
            await victim.SignalAsync("KILL");
            var ends = Task.WhenAll(calls.Select(call => EndedAsync(call, clock)));
            recovered.Add(await Patience.AnsweredElsewhereAsync(grain, victim));
            failed.Add((await ends).Max());
            await cluster.ReplaceAsync(victim);
        }

        return
        [
            new Figure("SIGKILL of a silo to the first answer of a grain it held, median", Samples.Median(recovered), "s", 1.5, Better.Lower),
            new Figure($"  the same, worst of {Rounds}", recovered.Max(), "s", 3.5, Better.Lower),
            new Figure($"SIGKILL of a silo to the failure of calls under way, worst of {Rounds}", failed.Max(), "s", 3, Better.Lower),
        ];
    }

    private static async Task<double> EndedAsync(Task call, Stopwatch clock)
    {
        try
        {
            await call;
        }
        catch (Exception exception) when (Patience.IsExpected(exception))
        {
            // That is how it should end.
        }

        return clock.Elapsed.TotalSeconds;
    }
}
