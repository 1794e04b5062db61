namespace Fabric.Media.Players;

/// <summary>
/// Counts a player's frames by minutes of the wall clock (lavalink.md §1.4). A minute's count is told in the next one, and only where playing began
/// before it did and has not paused for longer than <see cref="LongestGap" /> since.
/// </summary>
internal sealed class FrameMeter
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<Run> _runs = [];
    private DateTimeOffset? _gapless;
    private DateTimeOffset? _began;

    /// <summary>Frames are played from now on.</summary>
    public void Begin(DateTimeOffset now)
    {
        if (_began is not null)
        {
            return;
        }

        var isGap = _runs.Count == 0 || now - _runs[^1].End > LongestGap;
        if (isGap)
        {
            _runs.Clear();
        }

        _gapless = isGap ? now : _gapless;
        _began = now;
    }

    /// <summary>No frames are played from now on.</summary>
    public void End(DateTimeOffset now)
    {
        if (_began is { } began)
        {
            var kept = StartOfMinute(now) - Minute;
            _runs.RemoveAll(run => run.End < kept);
            _runs.Add(new Run(began, now));
            _began = null;
        }
    }

    /// <summary>The frames of the last whole minute; null where they cannot be told.</summary>
    public MinuteFrames? LastMinute(DateTimeOffset now)
    {
        var end = StartOfMinute(now);
        var start = end - Minute;
        if (_began is not { } began || !(_gapless < start))
        {
            return null;
        }

        var played = _runs.Append(new Run(began, now)).Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Within(start, end));
        return new MinuteFrames((int)(played / Frame), Nulled: 0);
    }

    private static DateTimeOffset StartOfMinute(DateTimeOffset now) => now.AddTicks(-(now.UtcTicks % Minute.Ticks));

    private sealed record Run(DateTimeOffset Start, DateTimeOffset End)
    {
        public TimeSpan Within(DateTimeOffset start, DateTimeOffset end)
        {
            var from = Start > start ? Start : start;
            var to = End < end ? End : end;
            return to > from ? to - from : TimeSpan.Zero;
        }
    }
}
