using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Engine.Silo.Grains;
using Orleans;

namespace Fabric.Bench.Cluster;

/// <summary>Grains whose state is in PostgreSQL, activated on two silos that have just started.</summary>
internal static class RemoteActivationFigures
{
    private const int Grains = 100_000;
    private const int InFlight = 512;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        double written;
        await using (var first = await SiloCluster.StartAsync(connection, 2))
        {
            written = await ForEachAsync(first.Client, static grain => grain.AddAsync(1));
        }

        await using var second = await SiloCluster.StartAsync(connection, 2);
        var wrong = 0;
        var activated = await ForEachAsync(second.Client, async grain =>
        {
            if (await grain.GetAsync() < 1)
            {
                Interlocked.Increment(ref wrong);
            }
        });
        if (wrong > 0)
        {
            throw new InvalidOperationException($"{wrong} of {Grains} grains came without their state.");
        }

        return
        [
            new Figure("100,000 grains with state in PostgreSQL activated on two silos", activated, "s", 20, Better.Lower),
            new Figure("  the same activated and written first", written, "s", null, Better.Lower),
        ];
    }

    private static async Task<double> ForEachAsync(IClusterClient client, Func<ICounterGrain, Task> call)
    {
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= Grains)
            {
                await call(client.GetGrain<ICounterGrain>(number));
            }
        })));
        return clock.Elapsed.TotalSeconds;
    }
}
