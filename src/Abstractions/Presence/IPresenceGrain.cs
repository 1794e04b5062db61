using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>
/// Owns one user's presence, and which gateways follow it. When its silo dies the next call activates it elsewhere from
/// storage; the gateways' interest is renewed by the gateways.
/// </summary>
[Alias("fabric.IPresenceGrain")]
public interface IPresenceGrain : IGrainWithStringKey
{
    /// <summary>The presence now; null while the user is in no guild of ours.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<PresenceSnapshot?> GetAsync();

    /// <summary>Takes what a shard saw. Completes when its effect is durable. The same once more does no harm: a caller without an answer repeats it.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task ObserveAsync(PresenceObservation observation);

    /// <summary>Registers a gateway's interest, then answers with the presence: later changes reach the gateway's stream.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<PresenceSnapshot?> FollowAsync(GatewayId gateway);

    /// <summary>Ends a gateway's interest.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task UnfollowAsync(GatewayId gateway);

    /// <summary>Renews a gateway's interest, and answers with what it does not know yet; null where it knows all.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<EdgeEvent?> RenewAsync(GatewayId gateway, long knownVersion, bool isPresent);
}
