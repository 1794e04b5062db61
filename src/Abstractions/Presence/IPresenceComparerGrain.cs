using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>Compares, for a gateway, many presences with their owners in one call. Owns nothing; any silo has one.</summary>
[Alias("fabric.IPresenceComparerGrain")]
public interface IPresenceComparerGrain : IGrainWithStringKey
{
    /// <summary>Renews the gateway's interest in the users with their owners, and answers with what it missed. An owner that is lost does not hold it up.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<MissedNews> CompareAsync(GatewayId gateway, KnownPresence[] known);
}
