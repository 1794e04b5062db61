using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>What this process answers to the probes of others. Thread-safe; what it refuses it refuses as long as the process lives.</summary>
public sealed class SiloProbes(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly ProbeAnswers _answers = new();

    /// <summary>Whether a probe is answered.</summary>
    public bool TryAnswer(SiloId prober)
    {
        lock (_lock)
        {
            return _answers.TryAnswer(prober, time.Monotonic());
        }
    }

    /// <summary>Answers a silo no more; returns how long ago it did so last, null if never.</summary>
    public TimeSpan? Refuse(SiloId silo)
    {
        lock (_lock)
        {
            return _answers.Refuse(silo, time.Monotonic());
        }
    }
}
