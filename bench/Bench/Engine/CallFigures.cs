using System.Diagnostics;
using Fabric.Bench.Figures;
using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>Grain calls within the process, beside a bare hop to the thread pool and back.</summary>
internal static class CallFigures
{
    private const int Calls = 200_000;
    private const int InFlight = 64;
    private const int Rounds = 5;

    public static async Task<IEnumerable<Figure>> MeasureAsync(IGrainFactory grains)
    {
        var grain = grains.GetGrain<IIdleGrain>(0);
        await LatencyAsync(grain.EchoAsync);
        await RateAsync(grains);
        var call = Samples.Median(await LatencyAsync(grain.EchoAsync));
        var hop = Samples.Median(await LatencyAsync(HopAsync));
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await RateAsync(grains));
        }

        return
        [
            new Figure("grain call, same process, median", call, "µs", 3, Better.Lower),
            new Figure("  bare hop to the thread pool and back, median", hop, "µs", null, Better.Lower),
            new Figure($"grain calls, same process, {InFlight} in flight", Samples.Median(rates), "/s", 500_000, Better.Higher),
        ];
    }

    private static async Task<int> HopAsync(int number)
    {
        await Task.Yield();
        return number;
    }

    private static async Task<double[]> LatencyAsync(Func<int, Task<int>> call)
    {
        await Task.Yield();
        var samples = new double[Calls];
        for (var number = 0; number < Calls; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(number);
            samples[number] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return samples;
    }

    private static async Task<double> RateAsync(IGrainFactory grains)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(lane => Task.Run(() => CallAsync(grains.GetGrain<IIdleGrain>(lane)))));
        return InFlight * (Calls / 10) / clock.Elapsed.TotalSeconds;
    }

    private static async Task CallAsync(IIdleGrain grain)
    {
        for (var number = 0; number < Calls / 10; number++)
        {
            await grain.EchoAsync(number);
        }
    }
}
