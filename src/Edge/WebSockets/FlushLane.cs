namespace Fabric.Edge.WebSockets;

/// <summary>
/// Sends for the sockets that share it, in rounds. A write costs the same for one frame as for twenty, so a round takes whatever
/// each socket has by then; and before a round of many writes the lane waits about as long as they will take, for more frames to share
/// them. A few sockets are sent to at once.
/// </summary>
internal sealed class FlushLane(TimeProvider time) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>About what a write costs, system call and wake-ups on both sides included.</summary>
    private static readonly TimeSpan CostPerWrite = TimeSpan.FromMicroseconds(10);

    /// <summary>The longest that a frame waits for others.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(8);

    /// <summary>Timers are no finer than this: a shorter pause is not worth one.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly PooledBuffer _scratch = new();
    private List<IFlushable> _ready = [];
    private List<IFlushable> _round = [];
    private ITimer? _timer;
    private bool _running;
    private bool _waited;

    /// <summary>Has the socket flushed in the next round. A socket must not be scheduled again before its flush has begun.</summary>
    public void Schedule(IFlushable socket)
    {
        bool start;
        lock (_gate)
        {
            _ready.Add(socket);
            start = !_running;
            _running = true;
        }

        if (start)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>One round, or the wait before it.</summary>
    public void Execute()
    {
        if (!_waited && Wait())
        {
            return;
        }

        _waited = false;
        lock (_gate)
        {
            (_round, _ready) = (_ready, _round);
        }

        foreach (var socket in _round)
        {
            socket.Flush(_scratch);
        }

        _scratch.ReleaseIfEmpty();
        _round.Clear();
        Next();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer?.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Has the round begin later if it is worth waiting for more.</summary>
    private bool Wait()
    {
        int writes;
        lock (_gate)
        {
            writes = _ready.Count;
        }

        var pause = CostPerWrite * writes;
        if (pause < ShortestPause)
        {
            return false;
        }

        _waited = true;
        _timer ??= time.CreateTimer(static lane => ((FlushLane)lane!).Execute(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Min(pause, LongestPause), Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Next()
    {
        lock (_gate)
        {
            _running = _ready.Count > 0;
            if (!_running)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
