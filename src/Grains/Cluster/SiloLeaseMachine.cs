using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// The silo's promise to be in touch. It holds for a while after the start of the last request that renewed the silo's record, or
/// that completed a majority of answers; a lease that has run out once does not come back. Times are this process's monotonic clock.
/// </summary>
/// <param name="self">Which silo this is.</param>
/// <param name="options">The times.</param>
internal sealed class SiloLeaseMachine(SiloId self, FailoverOptions options)
{
    private readonly Dictionary<SiloId, TimeSpan> _answers = [];

    /// <summary>
    /// The memberships that the record may name just now: the last that was stored, and those whose write has not been answered. Whoever
    /// takes over goes by the record, so a majority is one of each of them.
    /// </summary>
    private readonly List<SiloId[]> _memberships = [];

    private TimeSpan _renewed;

    /// <summary>How it stands, as of the last look.</summary>
    public LeaseStanding Standing { get; private set; }

    /// <summary>When it runs out, as far as is known; the least value while it is not held.</summary>
    public TimeSpan HeldUntil { get; private set; } = TimeSpan.MinValue;

    /// <summary>Whether the silo may act at this time.</summary>
    public bool Holds(TimeSpan now) => now < HeldUntil;

    /// <summary>The record is about to be written with these members. To be said before the request is sent.</summary>
    public void OnRenewing(IReadOnlyCollection<SiloId> members, TimeSpan now)
    {
        Look(now);
        var membership = members.Append(self).Distinct().ToArray();
        if (!_memberships.Exists(known => known.AsSpan().SequenceEqual(membership)))
        {
            _memberships.Add(membership);
            Reckon();
        }
    }

    /// <summary>
    /// The record was written: nobody has declared the silo lost up to the start of that request. A first answer that comes too late
    /// begins nothing, and the next will.
    /// </summary>
    public void OnRenewed(IReadOnlyCollection<SiloId> members, TimeSpan started, TimeSpan now)
    {
        if (Look(now) == LeaseStanding.Lost)
        {
            return;
        }

        _memberships.Clear();
        _memberships.Add([.. members.Append(self).Distinct()]);
        _renewed = Standing == LeaseStanding.Starting || started > _renewed ? started : _renewed;
        if (Standing == LeaseStanding.Starting && now >= started + options.LeaseDuration)
        {
            return;
        }

        Standing = LeaseStanding.Held;
        Reckon();
        Look(now);
    }

    /// <summary>Another silo answered a probe that was sent at this time.</summary>
    public void OnAnswered(SiloId peer, TimeSpan started, TimeSpan now)
    {
        if (Look(now) == LeaseStanding.Lost)
        {
            return;
        }

        _answers[peer] = _answers.TryGetValue(peer, out var before) && before > started ? before : started;
        Reckon();
    }

    /// <summary>The record says that the silo is lost: somebody else has written it.</summary>
    public void OnDeclaredLost() => Lose();

    /// <summary>Notices that the time is over.</summary>
    public LeaseStanding Look(TimeSpan now)
    {
        if (Standing == LeaseStanding.Held && !Holds(now))
        {
            Lose();
        }

        return Standing;
    }

    private void Lose() => (Standing, HeldUntil) = (LeaseStanding.Lost, TimeSpan.MinValue);

    private void Reckon()
    {
        if (Standing != LeaseStanding.Held)
        {
            return;
        }

        var byStore = _renewed + options.LeaseDuration;
        var byPeers = _memberships.Min(MajorityAnswered) is var answered && answered > TimeSpan.MinValue
            ? Earlier(answered, _renewed + options.StoreAbsenceLimit - options.LeaseDuration) + options.LeaseDuration
            : TimeSpan.MinValue;
        HeldUntil = byStore > byPeers ? byStore : byPeers;
    }

    /// <summary>
    /// The latest time at which a majority has answered probes sent then or later: the least value where none has, the greatest where none
    /// is needed.
    /// </summary>
    private TimeSpan MajorityAnswered(SiloId[] membership)
    {
        var needed = Majority.AnswersNeeded(membership.Length);
        if (needed == 0)
        {
            return TimeSpan.MaxValue;
        }

        var times = new List<TimeSpan>(membership.Length);
        foreach (var member in membership)
        {
            if (member != self && _answers.TryGetValue(member, out var started))
            {
                times.Add(started);
            }
        }

        if (times.Count < needed)
        {
            return TimeSpan.MinValue;
        }

        times.Sort();
        return times[^needed];
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
