using System.Diagnostics;
using Fabric.Bench.Figures;

namespace Fabric.Bench.Cluster;

/// <summary>SIGSTOP of one silo of two, and SIGCONT after the other has taken over.</summary>
internal static class StopFigures
{
    private const int Rounds = 3;

    /// <summary>An engine may learn of its death only when it reads the table again, by itself.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(90);

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, 2);
        var recovered = new List<double>();
        var ended = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var victim = cluster.Silos[0];
            var grain = await Patience.GrainOfAsync(cluster.Client, victim);
            await victim.SignalAsync("STOP");
            recovered.Add(await Patience.AnsweredElsewhereAsync(grain, victim));
            await victim.SignalAsync("CONT");
            var clock = Stopwatch.StartNew();
            await victim.EndedAsync(EndLimit);
            ended = Math.Max(ended, clock.Elapsed.TotalSeconds);
            await cluster.ReplaceAsync(victim);
        }

        return
        [
            new Figure($"SIGSTOP of a silo to the first answer of a grain it held, worst of {Rounds}", recovered.Max(), "s", 6, Better.Lower),
            new Figure($"SIGCONT to its end, worst of {Rounds}", ended, "s", null, Better.Lower),
        ];
    }
}
