using System.Collections.Concurrent;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Discord.Gateway;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Turns a shard's dispatches into observations of users, and finds out who is gone without a word: members whom Discord does not
/// list any more, guilds that a new session does not have. The ledger knows how far everything is durable.
/// </summary>
internal sealed partial class ShardIngest : IGatewayEvents, IDisposable
{
    private readonly ShardId _shard;
    private readonly GatewayShard _gateway;
    private readonly SequenceLedger _ledger;
    private readonly ShardGuilds _guilds;
    private readonly ObservationSender _sender;
    private readonly MonitoredMembers _members;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<ulong, GuildListing> _listings = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationToken _stop;

    public ShardIngest(
        ShardId shard, GatewayShard gateway, IGrainFactory grains, SequenceLedger ledger, ShardGuilds guilds, TimeProvider time, ILogger<ShardIngest> logger)
    {
        _stop = _stopped.Token;
        _shard = shard;
        _gateway = gateway;
        _ledger = ledger;
        _guilds = guilds;
        _logger = logger;
        var persistence = new Persistence(time, _stop);
        _sender = new ObservationSender(shard, grains, persistence, logger);
        _members = new MonitoredMembers(grains, persistence, logger);
    }

    public async ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken)
    {
        var sequence = ready.Session.Sequence;
        _ledger.Reset(ready.Session.SessionId, sequence - 1);
        var entry = _ledger.Begin(sequence, effects: 1);
        foreach (var guild in _guilds.RemoveMissing(ready.GuildIds, sequence))
        {
            await LeaveGuildAsync(entry, guild, cancellationToken);
        }

        entry.EffectIsDurable();
    }

    public ValueTask OnResumedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask OnStateChangedAsync(GatewayStateChange change, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask OnFatalAsync(GatewayFatalException fatal, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask OnDispatchAsync(GatewayDispatch dispatch, CancellationToken cancellationToken) => dispatch.EventName switch
    {
        GatewayEventNames.PresenceUpdate => ObserveOneAsync(dispatch, ObservationKind.PresenceChanged, cancellationToken),
        GatewayEventNames.GuildMemberUpdate => ObserveOneAsync(dispatch, ObservationKind.UserChanged, cancellationToken),
        GatewayEventNames.GuildMemberRemove => ObserveOneAsync(dispatch, ObservationKind.Left, cancellationToken),
        GatewayEventNames.GuildMembersChunk => ObserveChunkAsync(dispatch, cancellationToken),
        GatewayEventNames.GuildCreate => AddGuildAsync(dispatch, cancellationToken),
        GatewayEventNames.GuildMemberAdd => AddMemberAsync(dispatch),
        GatewayEventNames.GuildDelete => RemoveGuildAsync(dispatch, cancellationToken),
        _ => IgnoreAsync(dispatch),
    };

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private ValueTask IgnoreAsync(GatewayDispatch dispatch)
    {
        _ledger.Begin(dispatch.Sequence, effects: 0);
        return ValueTask.CompletedTask;
    }

    private ValueTask ObserveOneAsync(GatewayDispatch dispatch, ObservationKind kind, CancellationToken cancellationToken) =>
        DispatchReader.ReadOne(dispatch.Data, kind) is { } observation
            ? _sender.SendAsync(_ledger.Begin(dispatch.Sequence, effects: 1), observation, cancellationToken)
            : IgnoreAsync(dispatch);

    private ValueTask ObserveChunkAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
    {
        var members = DispatchReader.ReadMembers(dispatch.Data, ObservationKind.Requested);
        return ObserveAllAsync(_ledger.Begin(dispatch.Sequence, members.Count), members, cancellationToken);
    }

    private async ValueTask ObserveAllAsync(SequenceLedger.Entry entry, IReadOnlyList<UserObservation> members, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            if (_listings.TryGetValue(member.Observation.Guild.Value, out var listing))
            {
                listing.See(member.User.Value);
            }

            await _sender.SendAsync(entry, member, cancellationToken);
        }
    }

    /// <summary>The guild is taken in when all its members are known, and those who are not among them have left.</summary>
    private async ValueTask AddGuildAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
    {
        var guild = DispatchReader.ReadGuildId(dispatch.Data);
        if (guild == 0 || DispatchReader.IsUnavailable(dispatch.Data))
        {
            await IgnoreAsync(dispatch);
            return;
        }

        _guilds.Add(guild);
        var listing = _listings[guild] = new GuildListing();
        var members = DispatchReader.ReadMembers(dispatch.Data, ObservationKind.Listed);
        var listsAll = members.Count >= DispatchReader.ReadMemberCount(dispatch.Data);
        var entry = _ledger.Begin(dispatch.Sequence, members.Count + 1);
        await ObserveAllAsync(entry, members, cancellationToken);
        var request = _gateway.Members.RequestAllAsync(guild, withPresences: true, _stop);
        _ = CompleteAsync(FindGoneAsync(entry, guild, listing, listsAll ? Task.CompletedTask : request), entry, guild);
        if (listsAll)
        {
            _ = CompleteAsync(request, entry: null, guild);
        }
    }

    /// <summary>
    /// Members whom Discord does not list have left. One who comes while they are told so is seen again, in the list or in a later turn.
    /// </summary>
    private async Task FindGoneAsync(SequenceLedger.Entry entry, ulong guild, GuildListing listing, Task listed)
    {
        try
        {
            await listed;
            foreach (var user in await _members.OfAsync(guild))
            {
                if (!listing.Has(user.Value))
                {
                    entry.Add(1);
                    await _sender.SendUnlessAsync(entry, Left(user, guild), () => listing.Has(user.Value) || IsSuperseded(guild, listing), _stop);
                }
            }
        }
        finally
        {
            _listings.TryRemove(KeyValuePair.Create(guild, listing));
        }
    }

    /// <summary>The event has no presence: a request brings member and presence together.</summary>
    private ValueTask AddMemberAsync(GatewayDispatch dispatch)
    {
        var (guild, user) = (DispatchReader.ReadGuildId(dispatch.Data), DispatchReader.ReadUserId(dispatch.Data));
        if (guild == 0 || user == 0)
        {
            return IgnoreAsync(dispatch);
        }

        var entry = _ledger.Begin(dispatch.Sequence, effects: 1);
        _ = CompleteAsync(_gateway.Members.RequestUsersAsync(guild, [user], withPresences: true, _stop), entry, guild);
        return ValueTask.CompletedTask;
    }

    private async ValueTask RemoveGuildAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
    {
        var guild = DispatchReader.ReadGuildId(dispatch.Data);
        if (guild == 0 || DispatchReader.IsUnavailable(dispatch.Data))
        {
            await IgnoreAsync(dispatch);
            return;
        }

        var entry = _ledger.Begin(dispatch.Sequence, effects: 1);
        _guilds.Remove(guild, dispatch.Sequence);
        await LeaveGuildAsync(entry, guild, cancellationToken);
        entry.EffectIsDurable();
    }

    /// <summary>Users of whom something is under way may be members whom the index does not know of yet.</summary>
    private async ValueTask LeaveGuildAsync(SequenceLedger.Entry entry, ulong guild, CancellationToken cancellationToken)
    {
        _listings.TryRemove(guild, out _);
        var underWay = _sender.UsersUnderWay;
        foreach (var user in (await _members.OfAsync(guild).WaitAsync(cancellationToken)).Union(underWay))
        {
            entry.Add(1);
            await _sender.SendAsync(entry, Left(user, guild), cancellationToken);
        }
    }

    /// <summary>A shard that stops leaves the entry open: whoever resumes the session gets the dispatch again.</summary>
    private async Task CompleteAsync(Task work, SequenceLedger.Entry? entry, ulong guild)
    {
        try
        {
            await work;
        }
#pragma warning disable CA1031 // Discord may not answer: what it told so far is served, and later dispatches count.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            LogRequestFailed(exception, guild, _shard);
        }

        entry?.EffectIsDurable();
    }

    private bool IsSuperseded(ulong guild, GuildListing listing) => _listings.TryGetValue(guild, out var current) && current != listing;

    private static UserObservation Left(UserId user, ulong guild) =>
        new(user, new PresenceObservation { Kind = ObservationKind.Left, Guild = new GuildId(guild) });

    [LoggerMessage(3002, LogLevel.Warning, "The members of guild {Guild} were not received by shard {Shard}: those seen so far are served.")]
    private partial void LogRequestFailed(Exception exception, ulong guild, ShardId shard);
}
