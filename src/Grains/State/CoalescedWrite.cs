namespace Fabric.Grains.State;

/// <summary>
/// Writes a grain's state so that one write serves every change made before it began: while one is under way, later changes wait
/// together for the next. There are never two at once. For reentrant grains; runs on the grain's scheduler only.
/// </summary>
/// <param name="write">Writes.</param>
/// <param name="pause">How long a write that follows on another waits before it begins, so that more changes share it: for large states.</param>
/// <param name="time">The clock of the pause; needed where there is one.</param>
internal sealed class CoalescedWrite(Func<Task> write, TimeSpan pause = default, TimeProvider? time = null)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;
    private bool _isBehind;

    /// <summary>The state has changed: whoever waits from now on waits for a write that begins later.</summary>
    public void Changed() => _isBehind = true;

    /// <summary>Completes when the state as it is now is stored.</summary>
    public Task WriteAsync()
    {
        Changed();
        return WhenWrittenAsync();
    }

    /// <summary>Completes when every change up to now is stored; writes where none has begun since, or the last failed.</summary>
    public Task WhenWrittenAsync()
    {
        if (_next is not null)
        {
            return _next;
        }

        if (!_isBehind)
        {
            return _running;
        }

        return _running.IsCompleted ? _running = RunAsync() : _next = RunNextAsync();
    }

    private async Task RunAsync()
    {
        _isBehind = false;
        try
        {
            await write();
        }
        catch
        {
            _isBehind = true;
            throw;
        }

        // What ran would be kept otherwise, by every one of many grains.
        _running = Task.CompletedTask;
    }

    /// <summary>Yields in any case, so that it is known as the next before it becomes the one that runs.</summary>
    private async Task RunNextAsync()
    {
        await _running.ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time!);
        }

        _running = _next!;
        _next = null;
        await RunAsync();
    }
}
