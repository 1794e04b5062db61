using System.Diagnostics;
using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Bench.Cluster;

/// <summary>What a caller sees while silos die.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>A grain that is active in a process.</summary>
    public static async Task<ITurnsGrain> GrainOfAsync(IClusterClient client, SiloProcess silo)
    {
        while (true)
        {
            var grain = client.GetGrain<ITurnsGrain>(Guid.NewGuid().ToString());
            if (await grain.ProcessAsync() == silo.Id)
            {
                return grain;
            }
        }
    }

    /// <summary>Seconds until a grain answers from any other process than one.</summary>
    public static async Task<double> AnsweredElsewhereAsync(ITurnsGrain grain, SiloProcess not)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await grain.ProcessAsync() != not.Id)
                {
                    return clock.Elapsed.TotalSeconds;
                }
            }
            catch (Exception exception) when (IsExpected(exception) && clock.Elapsed < Limit)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    /// <summary>How calls fail when a silo goes.</summary>
    public static bool IsExpected(Exception exception) => exception is OrleansMessageRejectionException or TimeoutException;
}
