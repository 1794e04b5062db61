using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// What one silo knows about the end of another, and from when on it may act for it: a takeover delay after the last sign of life
/// that there can have been. Such signs are renewals of the record, which end when the record says that the silo is gone, and answers
/// to its probes, of which it can have no majority once enough silos refuse it.
/// </summary>
internal sealed class Obituary(SiloId silo, FailoverOptions options)
{
    private readonly Dictionary<SiloId, TimeSpan> _lastAnswers = [];
    private SiloId[] _others = [];
    private int _memberCount;
    private long _beat = -1;
    private TimeSpan _beatSeen;

    /// <summary>Whether its record has been read.</summary>
    public bool IsRead => _beat >= 0;

    /// <summary>Whether the record says that it is gone, so that it can be renewed no more.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>Whether the process is known to have ended.</summary>
    public bool IsProcessGone { get; private set; }

    /// <summary>How long the record has been seen unchanged.</summary>
    public TimeSpan SilenceAt(TimeSpan now) => IsRead ? now - _beatSeen : TimeSpan.Zero;

    /// <summary>Those whose refusal is still of use.</summary>
    public IEnumerable<SiloId> MissingRefusals => _others.Where(other => !_lastAnswers.ContainsKey(other));

    /// <summary>The record was read, or written as gone; null where there is none. The time is that of the answer.</summary>
    public void OnRecord(SiloRecord? record, TimeSpan now)
    {
        var beat = record?.Beat ?? 0;
        if (beat != _beat)
        {
            (_beat, _beatSeen) = (beat, now);
        }

        var members = record?.Members ?? [];
        _memberCount = members.Length;
        _others = [.. members.Select(static member => new SiloId(member)).Where(member => member != silo)];
        IsMarked |= record is { IsGone: true };
        IsProcessGone |= record is { HasLeft: true };
    }

    /// <summary>A silo refuses the lost one's probes from now on; the age of its last answer is null if it has never given one.</summary>
    public void OnRefused(SiloId by, TimeSpan? age, TimeSpan now)
    {
        if (!_lastAnswers.ContainsKey(by))
        {
            _lastAnswers[by] = age is { } known ? now - known : TimeSpan.MinValue;
        }
    }

    /// <summary>The process has ended: its connections were reset and its port refuses, or it left in order.</summary>
    public void OnProcessGone() => IsProcessGone = true;

    /// <summary>Whether others may act for it now.</summary>
    public bool IsCleared(TimeSpan now) => IsProcessGone || (ClearedFrom is { } from && now >= from);

    /// <summary>From when on others may act for it, where the process is not known to be gone; null while that cannot be told.</summary>
    public TimeSpan? ClearedFrom
    {
        get
        {
            if (!IsMarked || !IsRead)
            {
                return null;
            }

            var byAbsence = _beatSeen + options.StoreAbsenceLimit + options.TakeoverDelay;
            return LastMajority() is { } last && Later(last, _beatSeen) + options.TakeoverDelay is var bySilence && bySilence < byAbsence
                ? bySilence
                : byAbsence;
        }
    }

    /// <summary>After which time the silo can have had no majority of answers; null while it still could.</summary>
    private TimeSpan? LastMajority()
    {
        var needed = Majority.RefusalsNeeded(_memberCount);
        if (needed == 0)
        {
            return TimeSpan.MinValue;
        }

        var known = _others.Where(_lastAnswers.ContainsKey).Select(other => _lastAnswers[other]).Order().Take(needed).ToArray();
        return known.Length == needed ? known[^1] : null;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
