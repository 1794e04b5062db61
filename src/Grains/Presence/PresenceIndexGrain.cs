using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.State;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Presence;

/// <summary>
/// Owns the monitored users of one partition, with their guilds, and the gateways that follow everybody. When its silo dies it is read
/// from storage again; followers come back when the gateways renew.
/// </summary>
[HashBasedPlacement]
[Reentrant]
public sealed class PresenceIndexGrain : Grain, IPresenceIndexGrain
{
    private readonly IPersistentState<PresenceIndexState> _stored;
    private readonly CoalescedWrite _write;
    private readonly Followers _followers;

    /// <summary>Made by the engine.</summary>
    public PresenceIndexGrain([PersistentState("presence-index", GrainStores.Default)] IPersistentState<PresenceIndexState> stored, TimeProvider time)
    {
        _stored = stored;
        _write = new CoalescedWrite(stored.WriteStateAsync);
        _followers = new Followers(time);
    }

    /// <inheritdoc />
    public async Task<GatewayId[]> JoinAsync(UserId user, GuildId guild)
    {
        await (_stored.State.Join(user.Value, guild.Value) ? _write.WriteAsync() : _write.WhenWrittenAsync());
        return _followers.Current();
    }

    /// <inheritdoc />
    public Task LeaveAsync(UserId user, GuildId guild) =>
        _stored.State.Leave(user.Value, guild.Value) ? _write.WriteAsync() : _write.WhenWrittenAsync();

    /// <inheritdoc />
    public Task<UserId[]> MembersAsync(GuildId guild) => Task.FromResult(
        _stored.State.Users.Where(entry => entry.Value.Contains(guild.Value)).Select(static entry => new UserId(entry.Key)).ToArray());

    /// <inheritdoc />
    public Task<UserId[]> FollowAllAsync(GatewayId gateway)
    {
        _followers.Add(gateway);
        return Task.FromResult(_stored.State.Users.Keys.Select(static user => new UserId(user)).ToArray());
    }

    /// <inheritdoc />
    public Task UnfollowAllAsync(GatewayId gateway)
    {
        _followers.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> CountAsync() => Task.FromResult(_stored.State.Users.Count);
}
