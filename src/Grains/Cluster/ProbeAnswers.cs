using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Whose probes this silo answers, and when it last did. A silo that was declared lost is refused from then on, for good: what this
/// silo says of its last answer is a promise that others build on.
/// </summary>
internal sealed class ProbeAnswers
{
    private readonly Dictionary<SiloId, TimeSpan> _answered = [];
    private readonly HashSet<SiloId> _refused = [];

    /// <summary>Whether the probe is answered.</summary>
    public bool TryAnswer(SiloId prober, TimeSpan now)
    {
        if (_refused.Contains(prober))
        {
            return false;
        }

        _answered[prober] = now;
        return true;
    }

    /// <summary>Answers a silo no more; returns how long ago it did so last, null if never.</summary>
    public TimeSpan? Refuse(SiloId silo, TimeSpan now)
    {
        _refused.Add(silo);
        return _answered.TryGetValue(silo, out var last) ? now - last : null;
    }
}
