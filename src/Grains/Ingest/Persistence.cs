namespace Fabric.Grains.Ingest;

/// <summary>Tries what has to succeed until it does, or the shard stops: at growing intervals.</summary>
internal sealed class Persistence(TimeProvider time, CancellationToken stop)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>What the attempt that succeeded brought; false when the shard stopped first.</summary>
    public async Task<(bool Succeeded, T? Result)> SucceedAsync<T>(Func<Task<T>> attempt, Action<Exception> onFailure)
    {
        for (var pause = ShortestPause; !stop.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return (true, await attempt());
            }
#pragma warning disable CA1031 // Whatever failed is reported and tried again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                onFailure(exception);
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (false, default);
    }
}
