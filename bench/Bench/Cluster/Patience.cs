using System.Diagnostics;
using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Bench.Cluster;

/// <summary>What a caller sees while silos die.</summary>
internal static class Patience
{
    /// <summary>Between a failure and the next attempt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan CallPeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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

    /// <summary>
    /// Seconds until a grain answers from any other process than one. Calls begin all the while, whatever becomes of those before: one that waits
    /// for its time limit does not hide that the grain answers already.
    /// </summary>
    public static async Task<double> AnsweredElsewhereAsync(ITurnsGrain grain, SiloProcess not)
    {
        var clock = Stopwatch.StartNew();
        var answered = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task CallAsync()
        {
            try
            {
                if (await grain.ProcessAsync() != not.Id)
                {
                    answered.TrySetResult(clock.Elapsed.TotalSeconds);
                }
            }
            catch (Exception exception)
            {
                if (!IsExpected(exception))
                {
                    answered.TrySetException(exception);
                }
            }
        }

        while (!answered.Task.IsCompleted && clock.Elapsed < Limit)
        {
            _ = CallAsync();
            await Task.WhenAny(answered.Task, Task.Delay(CallPeriod, TimeProvider.System));
        }

        return await answered.Task.WaitAsync(TimeSpan.Zero);
    }

    /// <summary>How calls fail when a silo goes.</summary>
    public static bool IsExpected(Exception exception) => exception is OrleansMessageRejectionException or TimeoutException;
}
