using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>
/// Owns the monitored users of one partition with the guilds that each was seen in, and which gateways follow everybody. When its
/// silo dies it is read from storage again; gateways that follow everybody renew that.
/// </summary>
[Alias("fabric.IPresenceIndexGrain")]
public interface IPresenceIndexGrain : IGrainWithStringKey
{
    /// <summary>Notes that a user is in a guild, durably, and answers with the gateways that follow everybody.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<GatewayId[]> JoinAsync(UserId user, GuildId guild);

    /// <summary>Notes that a user is no longer in a guild, durably. A user without guilds is not monitored.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task LeaveAsync(UserId user, GuildId guild);

    /// <summary>The partition's users who are in a guild.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<UserId[]> MembersAsync(GuildId guild);

    /// <summary>Registers a gateway that follows everybody and answers with the partition's users.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<UserId[]> FollowAllAsync(GatewayId gateway);

    /// <summary>Registers a gateway that follows everybody, and answers with the partition's users unless it knows them by their revision.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<IndexMembers?> RenewAllAsync(GatewayId gateway, long knownRevision);

    /// <summary>Ends that.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task UnfollowAllAsync(GatewayId gateway);

    /// <summary>How many users the partition holds.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<int> CountAsync();
}
