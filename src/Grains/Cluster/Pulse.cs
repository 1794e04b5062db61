namespace Fabric.Grains.Cluster;

/// <summary>Cuts a wait short: set before or during the wait, once or often.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _set = NewSource();

    /// <summary>Has the wait end now, or the next one at once.</summary>
    public void Set() => Volatile.Read(ref _set).TrySetResult();

    /// <summary>Completes when it is set, after a while, or when it is cancelled.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        await _set.Task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_set.Task.IsCompleted)
        {
            Volatile.Write(ref _set, NewSource());
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
