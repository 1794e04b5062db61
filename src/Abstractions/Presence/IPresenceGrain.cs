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

    /// <summary>
    /// Takes what a shard saw, tells those who follow, and waits a moment for the effect to be durable. The same once more does no harm: a
    /// caller without an answer repeats it.
    /// </summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<ObservationOutcome> ObserveAsync(PresenceObservation observation);

    /// <summary>Whether everything that the activation has answered to so far is durable; waits a moment for it, and fails where storing fails.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<Durability> ConfirmAsync(Guid activation);

    /// <summary>Registers a gateway's interest, then answers with the presence: later changes reach the gateway's stream.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<PresenceSnapshot?> FollowAsync(GatewayId gateway);

    /// <summary>Ends a gateway's interest.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task UnfollowAsync(GatewayId gateway);

    /// <summary>Renews a gateway's interest, and answers with what it does not know yet; null where it knows all.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<EdgeEvent?> RenewAsync(GatewayId gateway, long knownVersion, bool isPresent);

    /// <summary>The user's store; null while the user is in no guild of ours.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<Dictionary<string, string>?> GetKeyValuesAsync();

    /// <summary>Sets a key of the user's store, durably.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<KeyValueOutcome> PutAsync(string key, string value);

    /// <summary>Sets many keys, all or none, durably.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<KeyValueOutcome> MergeAsync(Dictionary<string, string> pairs);

    /// <summary>Deletes a key, durably; one that is not there as well.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<KeyValueOutcome> DeleteAsync(string key);

    /// <summary>Has the user shown to nobody, as one who is in no guild of ours, or to everybody again; durably.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task SetHiddenAsync(bool isHidden);
}
