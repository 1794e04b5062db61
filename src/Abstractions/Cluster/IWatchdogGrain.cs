using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Cluster;

/// <summary>
/// Keeps the rows of its partition's entities: which silo has each, so that the survivors bring back what a lost silo had. When its own silo
/// dies the next call activates it elsewhere from storage.
/// </summary>
[Alias("fabric.IWatchdogGrain")]
public interface IWatchdogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Notes who has an entity, durably. To be said after the epoch was raised and before the first effect. False where the row is of a higher
    /// epoch: somebody else has it.
    /// </summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<bool> SetAsync(WatchdogRow row);

    /// <summary>The entity need not live any more. Nothing happens where the row is of a higher epoch.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task RemoveAsync(string entity, long epoch);

    /// <summary>The rows of all silos but some.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<WatchdogRow[]> GetAsync(SiloId[] except);
}
