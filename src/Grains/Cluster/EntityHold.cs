namespace Fabric.Grains.Cluster;

/// <summary>
/// An entity's life in this process, from before its epoch is raised until nothing acts for it any more. Its activation ends it; or another silo
/// does, in which the engine has activated the entity since: then whatever acts is stopped from outside. Thread-safe.
/// </summary>
public sealed class EntityHold : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Action<EntityHold> _onEnd;
    private Func<Task>? _stop;
    private bool _isReleased;

    internal EntityHold(Action<EntityHold> onEnd) => _onEnd = onEnd;

    /// <summary>Whether another silo has ended it. Nothing may act for the entity here any more, by this hold.</summary>
    public bool IsReleased
    {
        get
        {
            lock (_lock)
            {
                return _isReleased;
            }
        }
    }

    /// <summary>Says how to stop what acts, before it begins to. False where the hold was ended before.</summary>
    public bool TryAttach(Func<Task> stop)
    {
        lock (_lock)
        {
            _stop = stop;
            return !_isReleased;
        }
    }

    /// <summary>Nothing acts any more.</summary>
    public void Dispose() => _onEnd(this);

    /// <summary>Completes when nothing acts any more.</summary>
    internal async Task ReleaseAsync()
    {
        Func<Task>? stop;
        lock (_lock)
        {
            _isReleased = true;
            stop = _stop;
        }

        await (stop?.Invoke() ?? Task.CompletedTask);
        Dispose();
    }
}
