using System.Collections.Concurrent;
using Fabric.Abstractions;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Discord.Gateway;
using Fabric.Grains.Commands;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Turns a shard's dispatches into observations of users, and finds out who is gone without a word: members whom Discord does not
/// list any more, guilds that a new session does not have. The ledger knows how far everything is durable.
/// </summary>
internal sealed partial class ShardIngest : IGatewayEvents, IAsyncDisposable
{
    /// <summary>How long the guilds of a new session are waited for (discord-api-docs names no limit; they arrive within seconds).</summary>
    private static readonly TimeSpan GuildPatience = TimeSpan.FromSeconds(60);

    /// <summary>More than <see cref="CallTimeouts.Repeatable" />.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private readonly ShardId _shard;
    private readonly GatewayShard _gateway;
    private readonly SequenceLedger _ledger;
    private readonly ShardGuilds _guilds;
    private readonly ObservationSender _sender;
    private readonly MonitoredMembers _members;
    private readonly BotCommander? _commander;
    private readonly SlashCommander? _slashCommander;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ulong, GuildListing> _listings = new();
    private readonly ConcurrentDictionary<ulong, byte> _awaited = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationToken _stop;
    private long _readyAt;
    private volatile bool _answersCommands;

    public ShardIngest(
        ShardId shard,
        GatewayShard gateway,
        BotCommander? commander,
        SlashCommander? slashCommander,
        IGrainFactory grains,
        SequenceLedger ledger,
        ShardGuilds guilds,
        TimeProvider time,
        ILogger<ShardIngest> logger)
    {
        _commander = commander;
        _slashCommander = slashCommander;
        _stop = _stopped.Token;
        _shard = shard;
        _gateway = gateway;
        _ledger = ledger;
        _guilds = guilds;
        _logger = logger;
        _time = time;
        _sender = new ObservationSender(shard, grains, time, logger, _stop);
        _members = new MonitoredMembers(grains, new Persistence(time, _stop), logger);
    }

    /// <summary>Whether something is lost that was not durable: the session is to be resumed after the durable number.</summary>
    public bool HasLost => _sender.HasLost;

    /// <summary>Whether it answers users' commands.</summary>
    public bool AnswersCommands
    {
        set => _answersCommands = value;
    }

    /// <summary>The guilds that the session began with and that have not arrived yet.</summary>
    public ICollection<ulong> Awaited => _awaited.Keys;

    /// <summary>Whether every guild that the session began with has arrived, or been waited for long enough: some are out of order for hours.</summary>
    public bool IsComplete => _awaited.IsEmpty || _time.GetElapsedTime(Volatile.Read(ref _readyAt)) >= GuildPatience;

    public ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken)
    {
        var sequence = ready.Session.Sequence;
        _ledger.Reset(ready.Session.SessionId, sequence - 1);
        Await(ready.GuildIds);
        var entry = _ledger.Begin(sequence, effects: 1);
        foreach (var guild in _guilds.RemoveMissing(ready.GuildIds, sequence))
        {
            LeaveGuild(entry, guild);
        }

        entry.EffectIsDurable();
        RegisterCommands();
        return ValueTask.CompletedTask;
    }

    public ValueTask OnResumedAsync(CancellationToken cancellationToken)
    {
        RegisterCommands();
        return ValueTask.CompletedTask;
    }

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
        GatewayEventNames.GuildDelete => RemoveGuildAsync(dispatch),
        GatewayEventNames.MessageCreate when _commander is not null && _answersCommands => AnswerAsync(dispatch, _commander.TakeAsync(dispatch.Data, _stop)),
        GatewayEventNames.InteractionCreate when _slashCommander is not null && _answersCommands => AnswerAsync(dispatch, _slashCommander.TakeAsync(dispatch.Data, _stop)),
        _ => IgnoreAsync(dispatch),
    };

    /// <summary>Calls that are under way end by themselves, or by their limit. Whoever goes on with the session must not be overtaken by them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _sender.WhenEndedAsync().WaitAsync(LongestCall, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private void Await(IEnumerable<ulong> guilds)
    {
        Volatile.Write(ref _readyAt, _time.GetTimestamp());
        _awaited.Clear();
        foreach (var guild in guilds)
        {
            _awaited.TryAdd(guild, 0);
        }
    }

    private ValueTask IgnoreAsync(GatewayDispatch dispatch)
    {
        _ledger.Pass(dispatch.Sequence);
        return ValueTask.CompletedTask;
    }

    /// <summary>One shard of a bot sees to its slash commands, and nothing waits for that.</summary>
    private void RegisterCommands()
    {
        if (_shard.Index == 0)
        {
            _ = _slashCommander?.RegisterAsync(_stop);
        }
    }

    /// <summary>Not awaited: whoever asks something of the bot does not hold presences up. It counts as done once it was answered.</summary>
    private ValueTask AnswerAsync(GatewayDispatch dispatch, Task answered)
    {
        if (answered.IsCompleted)
        {
            return IgnoreAsync(dispatch);
        }

        var entry = _ledger.Begin(dispatch.Sequence, effects: 1);
        _ = CompleteAsync();
        return ValueTask.CompletedTask;

        async Task CompleteAsync()
        {
            await answered;
            entry.EffectIsDurable();
        }
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
        _awaited.TryRemove(guild, out _);
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
            foreach (var user in (await _members.OfAsync(guild)).Union(_sender.UnconfirmedIn(new GuildId(guild))))
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

    private ValueTask RemoveGuildAsync(GatewayDispatch dispatch)
    {
        var guild = DispatchReader.ReadGuildId(dispatch.Data);
        if (guild == 0 || DispatchReader.IsUnavailable(dispatch.Data))
        {
            return IgnoreAsync(dispatch);
        }

        _awaited.TryRemove(guild, out _);
        var entry = _ledger.Begin(dispatch.Sequence, effects: 1);
        _guilds.Remove(guild, dispatch.Sequence);
        LeaveGuild(entry, guild);
        entry.EffectIsDurable();
        return ValueTask.CompletedTask;
    }

    /// <summary>Not awaited: while the index cannot be asked, other dispatches go on.</summary>
    private void LeaveGuild(SequenceLedger.Entry entry, ulong guild)
    {
        _listings.TryRemove(guild, out _);
        entry.Add(1);
        _ = CompleteAsync(LeaveGuildAsync(entry, guild, _sender.UsersUnderWay(new GuildId(guild)).ToList()), entry, guild);
    }

    /// <summary>
    /// Users of whom something is under way may be members whom the index does not know of yet. Where the guild comes back meanwhile its
    /// list says who is gone.
    /// </summary>
    private async Task LeaveGuildAsync(SequenceLedger.Entry entry, ulong guild, List<UserId> underWay)
    {
        foreach (var user in (await _members.OfAsync(guild)).Union(underWay))
        {
            entry.Add(1);
            await _sender.SendUnlessAsync(entry, Left(user, guild), () => _guilds.IsPresent(guild), _stop);
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
