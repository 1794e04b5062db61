using System.Diagnostics;
using Fabric.Bench.Figures;

namespace Fabric.Bench.Engine;

/// <summary>Activating many grains whose state is stored: the time, and the memory that they then hold.</summary>
internal static class ActivationFigures
{
    private const int Grains = 100_000;
    private const int AtOnce = 512;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string dataDirectory)
    {
        double written;
        await using (var host = await EngineHost.StartAsync(dataDirectory))
        {
            written = await ForAllAsync(number => host.Client.GetGrain<IStoredGrain>(number).SetAsync(number));
        }

        await using var again = await EngineHost.StartAsync(dataDirectory);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var activated = await ForAllAsync(async number => Check(number, await again.Client.GetGrain<IStoredGrain>(number).GetAsync()));
        var perGrain = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Grains;
        return
        [
            new Figure($"{Grains:N0} grains with persisted state (SQLite) activated", activated, "s", 10, Better.Lower),
            new Figure("managed memory per idle grain", perGrain, "bytes", 3 * 1024, Better.Lower),
            new Figure($"  {Grains:N0} grains activated and written first", written, "s", null, Better.Lower),
        ];
    }

    private static async Task<double> ForAllAsync(Func<int, Task> call)
    {
        var clock = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, Grains, options, async (number, _) => await call(number));
        return clock.Elapsed.TotalSeconds;
    }

    private static void Check(int expected, int actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"Grain {expected} holds {actual}.");
        }
    }
}
