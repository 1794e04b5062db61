using Fabric.Abstractions.Ids;
using Orleans;
using Orleans.Concurrency;

namespace Fabric.Abstractions.Cluster;

/// <summary>
/// Speaks for one silo, in its process: whether it answers others, on which their leases rest, and what it lets go of (docs/failover.md).
/// </summary>
[Alias("fabric.ISiloProbeGrain")]
public interface ISiloProbeGrain : IGrainWithStringKey
{
    /// <summary>Whether this silo answers another one's probe. One that was declared lost is not answered any more.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Probe)]
    Task<bool> AnswerAsync(SiloId prober);

    /// <summary>Answers a lost silo no more, for good; returns how long ago it did so last, null if never.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Probe)]
    Task<TimeSpan?> RefuseAsync(SiloId lost);

    /// <summary>Has this silo let go of an entity; completes when nothing acts for it here by any claim that was made up to now.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Repeatable)]
    Task ReleaseAsync(string entity);
}
