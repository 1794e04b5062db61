using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.State;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Presence;

/// <summary>
/// Owns one user's presence and the gateways that follow it. When its silo dies the next call activates it elsewhere from storage;
/// followers come back when the gateways renew their interest.
/// </summary>
[HashBasedPlacement]
[Reentrant]
public sealed partial class PresenceGrain : Grain, IPresenceGrain
{
    private readonly IPersistentState<PresenceState> _stored;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CoalescedWrite _write;
    private readonly Followers _followers;
    private readonly IndexEntry _indexEntry;
    private readonly UserId _user;
    private PresenceSnapshot? _snapshot;

    /// <summary>Made by the engine.</summary>
    public PresenceGrain(
        [PersistentState("presence", GrainStores.Default)] IPersistentState<PresenceState> stored, TimeProvider time, ILogger<PresenceGrain> logger)
    {
        _stored = stored;
        _time = time;
        _logger = logger;
        _write = new CoalescedWrite(StoreAsync);
        _followers = new Followers(time);
        _user = PresenceKey.Parse(this.GetPrimaryKeyString());
        _indexEntry = new IndexEntry(Index, _user);
    }

    private bool IsMonitored => _stored.State.Guilds.Count > 0;

    /// <inheritdoc />
    public Task<PresenceSnapshot?> GetAsync() => Task.FromResult(Snapshot());

    /// <inheritdoc />
    public Task<PresenceSnapshot?> FollowAsync(GatewayId gateway)
    {
        _followers.Add(gateway);
        return Task.FromResult(Snapshot());
    }

    /// <inheritdoc />
    public Task<EdgeEvent?> RenewAsync(GatewayId gateway, long knownVersion, bool isPresent)
    {
        _followers.Add(gateway);
        EdgeEvent? news = null;
        if (IsMonitored && _stored.State.Version > knownVersion)
        {
            news = new PresenceChanged(Snapshot()!);
        }
        else if (!IsMonitored && isPresent)
        {
            news = new PresenceEnded(_user, _stored.State.Version);
        }

        return Task.FromResult(news);
    }

    /// <inheritdoc />
    public Task UnfollowAsync(GatewayId gateway)
    {
        _followers.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ObserveAsync(PresenceObservation observation)
    {
        var wasIn = IsIn(observation.Guild);
        var change = PresenceMachine.Apply(_stored.State, observation);
        if (!wasIn && IsIn(observation.Guild))
        {
            _indexEntry.Joined(observation.Guild);
        }
        else if (wasIn && !IsIn(observation.Guild))
        {
            _indexEntry.Left(observation.Guild);
        }

        return change switch
        {
            PresenceChange.None when observation.Kind == ObservationKind.Left => LeaveAgainAsync(observation.Guild),
            PresenceChange.None => _write.WhenWrittenAsync(),
            PresenceChange.Stored => _write.WriteAsync(),
            _ => TellAndStoreAsync(),
        };
    }

    private async Task TellAndStoreAsync()
    {
        _stored.State.Version = PresenceVersion.After(_stored.State.Version, _time.GetUtcNow());
        _snapshot = null;
        var stored = _write.WriteAsync();
        await PublishAsync(_followers.Current());
        await stored;
    }

    /// <summary>A leave that was stored before may not have reached the index.</summary>
    private async Task LeaveAgainAsync(GuildId guild)
    {
        await _write.WhenWrittenAsync();
        if (!IsIn(guild))
        {
            await Index().LeaveAsync(_user, guild);
        }
    }

    private async Task StoreAsync()
    {
        GatewayId[] ofEverybody = [];
        while (_indexEntry.HasJoins)
        {
            ofEverybody = await _indexEntry.JoinAsync();
        }

        var unaware = ofEverybody.Except(_followers.Current()).ToArray();
        foreach (var gateway in unaware)
        {
            _followers.Add(gateway);
        }

        var stored = _stored.WriteStateAsync();
        await PublishAsync(unaware);
        await stored;
        await _indexEntry.LeaveAsync();
    }

    /// <summary>Streams may lose messages, and gateways ask again every few seconds: what one is not told now it learns then.</summary>
    private async Task PublishAsync(GatewayId[] gateways)
    {
        if (gateways.Length == 0)
        {
            return;
        }

        EdgeEvent news = Snapshot() is { } snapshot
            ? new PresenceChanged(snapshot)
            : new PresenceEnded(_user, _stored.State.Version);
        foreach (var gateway in gateways)
        {
            try
            {
                await this.GetStreamProvider(EdgeStreams.Provider).GetStream<EdgeEvent>(EdgeStreams.Of(gateway)).OnNextAsync(news);
            }
#pragma warning disable CA1031 // Whatever failed, the others are told and the state is stored.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogNotTold(exception, gateway, _user);
            }
        }
    }

    private PresenceSnapshot? Snapshot() =>
        IsMonitored ? _snapshot ??= new PresenceSnapshot(_user, _stored.State.Version, PresenceJson.Write(_stored.State)) : null;

    private bool IsIn(GuildId guild) => _stored.State.Guilds.Contains(guild);

    private IPresenceIndexGrain Index() => GrainFactory.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.Of(_user));

    [LoggerMessage(3003, LogLevel.Warning, "Gateway {Gateway} could not be told of user {User}; it learns of it when it asks again.")]
    private partial void LogNotTold(Exception exception, GatewayId gateway, UserId user);
}
