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
    /// <summary>
    /// A partition is written whole. While a guild's members come in by the ten thousand, writes on end would take longer than the members.
    /// </summary>
    private static readonly TimeSpan WritePause = TimeSpan.FromMilliseconds(50);

    private readonly IPersistentState<PresenceIndexState> _stored;
    private readonly CoalescedWrite _write;
    private readonly Followers _followers;
    private readonly TimeProvider _time;
    private long _revision;

    /// <summary>Made by the engine.</summary>
    public PresenceIndexGrain([PersistentState("presence-index", GrainStores.Default)] IPersistentState<PresenceIndexState> stored, TimeProvider time)
    {
        _stored = stored;
        _write = new CoalescedWrite(stored.WriteStateAsync, WritePause, time);
        _followers = new Followers(time);
        _time = time;
        _revision = NextRevision();
    }

    /// <inheritdoc />
    public async Task<GatewayId[]> JoinAsync(UserId user, GuildId guild)
    {
        await (_stored.State.Join(user.Value, guild.Value) ? StoreAsync() : _write.WhenWrittenAsync());
        return _followers.Current();
    }

    /// <inheritdoc />
    public Task LeaveAsync(UserId user, GuildId guild) =>
        _stored.State.Leave(user.Value, guild.Value) ? StoreAsync() : _write.WhenWrittenAsync();

    /// <inheritdoc />
    public Task<UserId[]> MembersAsync(GuildId guild) => Task.FromResult(
        _stored.State.Users.Where(entry => entry.Value.Contains(guild.Value)).Select(static entry => new UserId(entry.Key)).ToArray());

    /// <inheritdoc />
    public Task<UserId[]> FollowAllAsync(GatewayId gateway)
    {
        _followers.Add(gateway);
        return Task.FromResult(Users());
    }

    /// <inheritdoc />
    public Task<IndexMembers?> RenewAllAsync(GatewayId gateway, long knownRevision)
    {
        _followers.Add(gateway);
        return Task.FromResult(knownRevision == _revision ? null : new IndexMembers(_revision, Users()));
    }

    /// <inheritdoc />
    public Task UnfollowAllAsync(GatewayId gateway)
    {
        _followers.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> CountAsync() => Task.FromResult(_stored.State.Users.Count);

    private UserId[] Users() => [.. _stored.State.Users.Keys.Select(static user => new UserId(user))];

    private Task StoreAsync()
    {
        _revision = NextRevision();
        return _write.WriteAsync();
    }

    /// <summary>Grows like the versions of presences, so that the same number never means other users, not even after a move.</summary>
    private long NextRevision() => PresenceVersion.After(_revision, _time.GetUtcNow());
}
