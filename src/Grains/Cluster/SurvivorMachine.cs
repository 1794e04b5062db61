using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// What one silo does about the others: notices who has fallen silent, gathers what it takes to be sure, and tells for whom it may act.
/// A silo is declared lost when the engine says so, or when it neither answers nor renews its record. Times are this process's clock.
/// </summary>
internal sealed class SurvivorMachine(SiloId self, FailoverOptions options)
{
    private readonly Dictionary<SiloId, TimeSpan> _heard = [];
    private readonly Dictionary<SiloId, Obituary> _obituaries = [];
    private readonly HashSet<SiloId> _verdicts = [];

    /// <summary>The silos that are watched as lost, or as likely to be.</summary>
    public IEnumerable<SiloId> Suspects => _obituaries.Keys;

    /// <summary>Who is a member as far as this silo knows. One who is new counts as heard.</summary>
    public void OnMembers(IReadOnlyCollection<SiloId> members, TimeSpan now)
    {
        foreach (var gone in _heard.Keys.Where(known => !members.Contains(known)).ToArray())
        {
            _heard.Remove(gone);
        }

        foreach (var member in members)
        {
            if (member != self)
            {
                _heard.TryAdd(member, now);
            }
        }
    }

    /// <summary>A silo answered a probe.</summary>
    public void OnAnswered(SiloId peer, TimeSpan now)
    {
        if (_heard.ContainsKey(peer))
        {
            _heard[peer] = now;
        }

        if (_obituaries.TryGetValue(peer, out var obituary) && !obituary.IsMarked && !_verdicts.Contains(peer))
        {
            _obituaries.Remove(peer);
        }
    }

    /// <summary>The engine has declared a silo dead.</summary>
    public void OnVerdict(SiloId silo)
    {
        if (silo != self && _verdicts.Add(silo))
        {
            ObituaryOf(silo);
        }
    }

    /// <summary>Something is owned by a silo that is no member: find out about it.</summary>
    public void Watch(SiloId silo)
    {
        if (silo != self && !_heard.ContainsKey(silo))
        {
            ObituaryOf(silo);
        }
    }

    /// <summary>A record was read, or written as gone.</summary>
    public void OnRecord(SiloId silo, SiloRecord? record, TimeSpan now)
    {
        if (_obituaries.TryGetValue(silo, out var obituary))
        {
            obituary.OnRecord(record, now);
        }
    }

    /// <summary>A silo answers the lost one no more, and last did so a while ago; null if never.</summary>
    public void OnRefused(SiloId silo, SiloId by, TimeSpan? age, TimeSpan now)
    {
        if (_obituaries.TryGetValue(silo, out var obituary))
        {
            obituary.OnRefused(by, age, now);
        }
    }

    /// <summary>A process has ended, so it acts no more, and has given its last answer.</summary>
    public void OnProcessGone(SiloId silo, TimeSpan now)
    {
        ObituaryOf(silo).OnProcessGone();
        foreach (var obituary in _obituaries.Values)
        {
            obituary.OnRefused(silo, TimeSpan.Zero, now);
        }
    }

    /// <summary>Whether this silo may act for another.</summary>
    public bool IsCleared(SiloId silo, TimeSpan now) => _obituaries.TryGetValue(silo, out var obituary) && obituary.IsCleared(now);

    /// <summary>Nothing is left that belongs to a lost silo.</summary>
    public void Forget(SiloId silo) => _obituaries.Remove(silo);

    /// <summary>What to do now. To be asked once in a renewal period; what came to nothing is asked for again.</summary>
    public IReadOnlyList<SurvivorEffect> Tick(TimeSpan now)
    {
        foreach (var (peer, heard) in _heard)
        {
            if (now - heard >= options.RenewalPeriod * 2)
            {
                ObituaryOf(peer);
            }
        }

        var effects = new List<SurvivorEffect>();
        foreach (var (silo, obituary) in _obituaries)
        {
            if (!obituary.IsProcessGone)
            {
                Pursue(silo, obituary, now, effects);
            }
        }

        return effects;
    }

    private void Pursue(SiloId silo, Obituary obituary, TimeSpan now, List<SurvivorEffect> effects)
    {
        effects.Add(new SurvivorEffect.LookForProcess(silo));
        if (obituary.IsMarked)
        {
            effects.AddRange(obituary.MissingRefusals.Select(peer => new SurvivorEffect.AskToRefuse(silo, peer)));
        }
        else if (IsLost(silo, obituary, now))
        {
            effects.Add(new SurvivorEffect.MarkGone(silo));
        }
        else
        {
            effects.Add(new SurvivorEffect.ReadRecord(silo));
        }
    }

    /// <summary>One that still renews its record is not lost to others: this silo alone does not hear it.</summary>
    private bool IsLost(SiloId silo, Obituary obituary, TimeSpan now) =>
        obituary.IsRead
        && (_verdicts.Contains(silo)
            || (obituary.SilenceAt(now) >= options.TakeoverDelay
                && (!_heard.TryGetValue(silo, out var heard) || now - heard >= options.TakeoverDelay)));

    private Obituary ObituaryOf(SiloId silo) =>
        _obituaries.TryGetValue(silo, out var obituary) ? obituary : _obituaries[silo] = new Obituary(silo, options);
}
