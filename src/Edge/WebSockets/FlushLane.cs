namespace Fabric.Edge.WebSockets;

/// <summary>
/// Sends for the sockets that share it, in rounds. A write costs the same for one frame as for twenty, so a round takes whatever
/// each socket has by then; and the next round starts no earlier than the writes of the last one are paid for. An idle lane sends
/// at once; a busy one lets frames gather.
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

    /// <summary>One round.</summary>
    public void Execute()
    {
        var started = time.GetTimestamp();
        lock (_gate)
        {
            (_round, _ready) = (_ready, _round);
        }

        foreach (var socket in _round)
        {
            socket.Flush(_scratch);
        }

        _scratch.ReleaseIfEmpty();
        var paid = CostPerWrite * _round.Count;
        _round.Clear();
        Continue(Min(paid, LongestPause) - time.GetElapsedTime(started));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer?.Dispose();
        _scratch.Dispose();
    }

    private void Continue(TimeSpan pause)
    {
        if (pause < ShortestPause)
        {
            Next();
            return;
        }

        _timer ??= time.CreateTimer(static lane => ((FlushLane)lane!).Next(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
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
