namespace Fabric.Media.Players;

/// <summary>A player that has one timer, for the next thing that happens: its track's end, or the marker. Thread-safe.</summary>
internal sealed class ClockPlayer : IEnginePlayer
{
    /// <summary>Timers of the platform reach about 49 days: one that fires early is set again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly IEngineObserver _observer;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly FrameMeter _meter = new();
    private PlayProgress? _progress;
    private TimeSpan _played;
    private long? _runningSince;
    private double _rate = EngineFilters.None.Rate;
    private bool _isPaused;
    private bool _isOver = true;

    public ClockPlayer(IEngineObserver observer, TimeProvider time)
    {
        (_observer, _time) = (observer, time);
        _timer = time.CreateTimer(static state => ((ClockPlayer)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _progress?.Position(Played) ?? 0;
            }
        }
    }

    public long SourcePosition
    {
        get
        {
            lock (_lock)
            {
                return _progress?.SourcePosition(Played) ?? 0;
            }
        }
    }

    public MinuteFrames? Frames
    {
        get
        {
            lock (_lock)
            {
                return _meter.LastMinute(_time.GetUtcNow());
            }
        }
    }

    public void Play(EnginePlay play) => Change(() => (_progress, _played, _isOver) = (new PlayProgress(play, _rate), TimeSpan.Zero, false));

    public void Stop() => Change(() => (_progress, _played, _isOver) = (null, TimeSpan.Zero, true));

    public void Pause() => Change(() => _isPaused = true);

    public void Resume() => Change(() => _isPaused = false);

    public void Seek(long position) => Change(() =>
    {
        if (!_isOver && _progress is { Play.IsSeekable: true } progress)
        {
            progress.Seek(position);
            _played = TimeSpan.Zero;
        }
    });

    public void SetEndMarker(long? position) => Change(() => _progress?.SetMarker(position));

    /// <summary>Takes no time.</summary>
    public void SetVolume(int percent)
    {
    }

    public void SetFilters(EngineFilters filters) => Change(() =>
    {
        _rate = filters.Rate;
        _progress?.SetRate(_rate);
    });

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private TimeSpan Played => _runningSince is { } since ? _played + _time.GetElapsedTime(since) : _played;

    /// <summary>Makes a change from where the track is now, and waits for what happens next then.</summary>
    private void Change(Action change)
    {
        lock (_lock)
        {
            Halt();
            change();
            Run();
        }
    }

    private void Halt()
    {
        _played = _progress?.Settle(Played) ?? TimeSpan.Zero;
        _runningSince = null;
    }

    private void Run()
    {
        if (_isOver || _isPaused)
        {
            _meter.End(_time.GetUtcNow());
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        _meter.Begin(_time.GetUtcNow());
        _runningSince = _time.GetTimestamp();
        Wait();
    }

    private void Wait()
    {
        if (_progress!.Finish is { } finish)
        {
            var left = finish - Played;

            // The platform's timers count whole milliseconds, and cut what is less.
            var due = TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(left.TotalMilliseconds), 0));
            _timer.Change(due < LongestWait ? due : LongestWait, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        if (TakeFinished() is { } play)
        {
            _observer.OnFinished(play);
        }
    }

    /// <summary>The play that has just finished. A timer may fire early, or for what has been changed since.</summary>
    private long? TakeFinished()
    {
        lock (_lock)
        {
            if (_runningSince is null || _progress is not { } progress)
            {
                return null;
            }

            if (progress.Finish is not { } finish || Played < finish)
            {
                Wait();
                return null;
            }

            // Not later, however late the timer is.
            (_played, _runningSince, _isOver) = (finish, null, true);
            _meter.End(_time.GetUtcNow());
            return progress.Play.Number;
        }
    }
}
