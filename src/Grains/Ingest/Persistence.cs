namespace Fabric.Grains.Ingest;

/// <summary>Tries what has to succeed until it does, or the shard stops: at growing intervals.</summary>
internal sealed class Persistence(TimeProvider time, CancellationToken stop)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>False when the shard stopped first.</summary>
    public async Task<bool> SucceedAsync(Func<Task> attempt, Action<Exception> onFailure)
    {
        for (var pause = ShortestPause; !await TryAsync(attempt, onFailure); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (stop.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private static async Task<bool> TryAsync(Func<Task> attempt, Action<Exception> onFailure)
    {
        try
        {
            await attempt();
            return true;
        }
#pragma warning disable CA1031 // Whatever failed is reported and tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            onFailure(exception);
            return false;
        }
    }
}
