using Fabric.Edge.Presence;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>
/// Tells a session which events its socket was sent: one call at a time, always with the newest number. What the cluster does not take is told
/// with the next event, or when <see cref="Retry" /> is called; until then it is merely kept.
/// </summary>
/// <param name="acknowledge">Tells the session.</param>
internal sealed class Acknowledger(Func<long, Task> acknowledge)
{
    private readonly Lock _gate = new();
    private long _reached;
    private long _told;
    private bool _isTelling;

    /// <summary>The number of the last event that was written.</summary>
    public long Reached
    {
        get
        {
            lock (_gate)
            {
                return _reached;
            }
        }
    }

    /// <summary>The number of the last event that the session took the acknowledgement of.</summary>
    public long Told
    {
        get
        {
            lock (_gate)
            {
                return _told;
            }
        }
    }

    /// <summary>Events up to a number were acknowledged by an earlier socket of the session.</summary>
    public void Begin(long number)
    {
        lock (_gate)
        {
            _told = Math.Max(_told, number);
            _reached = Math.Max(_reached, number);
        }
    }

    /// <summary>Events up to a number were written.</summary>
    public void Reach(long number)
    {
        lock (_gate)
        {
            _reached = Math.Max(_reached, number);
        }

        Retry();
    }

    /// <summary>Tells again what was not taken.</summary>
    public void Retry()
    {
        lock (_gate)
        {
            if (_isTelling || _told == _reached)
            {
                return;
            }

            _isTelling = true;
        }

        _ = TellAsync();
    }

    private async Task TellAsync()
    {
        // Whoever writes does not wait for the call, not even for its beginning.
        await Task.Yield();
        while (Next() is { } number)
        {
            try
            {
                await acknowledge(number);
            }
            catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
            {
                Stop();
                return;
            }

            lock (_gate)
            {
                _told = number;
            }
        }
    }

    private long? Next()
    {
        lock (_gate)
        {
            _isTelling = _told < _reached;
            return _isTelling ? _reached : null;
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _isTelling = false;
        }
    }
}
