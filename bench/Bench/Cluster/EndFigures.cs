using Fabric.Bench.Figures;
using Fabric.Engine.Silo.Grains;

namespace Fabric.Bench.Cluster;

/// <summary>SIGTERM of one silo of two under calls that are repeated once.</summary>
internal static class EndFigures
{
    private const int Rounds = 3;
    private const int Callers = 50;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, 2);
        long failed = 0;
        long repeated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var victim = cluster.Silos[0];
            var isOver = false;
            var callers = Enumerable.Range(0, Callers).Select(CallAsync).ToArray();
            await victim.SignalAsync("TERM");
            await victim.EndedAsync();
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(callers);
            await cluster.ReplaceAsync(victim);

            async Task CallAsync(int number)
            {
                var grain = cluster.Client.GetGrain<IEchoGrain>($"caller/{number}");
                while (!Volatile.Read(ref isOver))
                {
                    if (!await TryAsync(grain))
                    {
                        Interlocked.Increment(ref repeated);
                        await RepeatAsync(grain);
                    }
                }
            }
        }

        async Task RepeatAsync(IEchoGrain grain)
        {
            if (!await TryAsync(grain))
            {
                // A caller that went on at once would count the same moment again and again.
                Interlocked.Increment(ref failed);
                await Task.Delay(Patience.Pause, TimeProvider.System);
            }
        }

        return
        [
            new Figure("SIGTERM of a silo: calls that failed after one repetition", failed, "calls", 0, Better.Lower),
            new Figure("  calls that were repeated", repeated, "calls", null, Better.Lower),
        ];
    }

    private static async Task<bool> TryAsync(IEchoGrain grain)
    {
        try
        {
            await grain.EchoAsync(1);
            return true;
        }
        catch (Exception exception) when (Patience.IsExpected(exception))
        {
            return false;
        }
    }
}
