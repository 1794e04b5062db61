using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Sends observations to presence grains: of one user in order, of many at once. It does not wait for their durable ends, and a user's next
/// goes when the last one is applied: a store that is away holds nobody back. It waits only when too many are under way or not durable,
/// which holds Discord back.
/// </summary>
#pragma warning disable CA1001 // Calls that end after the shard still give their places back; without a wait handle there is nothing to dispose of.
internal sealed partial class ObservationSender
#pragma warning restore CA1001
{
    /// <summary>Calls under way at once: enough to fill a group commit, few enough to bound memory.</summary>
    private const int Window = 4096;

    /// <summary>
    /// Effects remembered while the store is away: about 100 bytes each. That is a quarter of an hour of a bot that sees 1,000 changes a
    /// second. Above it they keep their places in the window, and when these are gone Discord is read no further until the store is back.
    /// </summary>
    private const int MaxUnconfirmed = 1_000_000;

    /// <summary>Questions under way at once: half a group commit.</summary>
    private const int MaxAskers = 256;

    private readonly ShardId _shard;
    private readonly IGrainFactory _grains;
    private readonly Persistence _persistence;
    private readonly ILogger _logger;
    private readonly LogPause _pause;
    private readonly EffectConfirmer _confirmer;
    private readonly UnconfirmedEffects _unconfirmed = new(MaxUnconfirmed, MaxAskers);
    private readonly SemaphoreSlim _window = new(Window, Window);
    private readonly UserTurns _turns = new();

    public ObservationSender(ShardId shard, IGrainFactory grains, TimeProvider time, ILogger logger, CancellationToken stop)
    {
        _shard = shard;
        _grains = grains;
        _logger = logger;
        _persistence = new Persistence(time, stop);
        _pause = new LogPause(time);
        _confirmer = new EffectConfirmer(_unconfirmed, grains, time, _pause, logger, stop);
    }

    /// <summary>Whether something is lost that was applied: the session is to be resumed after the durable number.</summary>
    public bool HasLost => _unconfirmed.HasLost;

    /// <summary>Those who may be in a guild without the index knowing yet: seen there and not stored, or something is under way of them.</summary>
    public IEnumerable<UserId> UsersUnderWay(GuildId guild) => _turns.Users.Union(_unconfirmed.SeenIn(guild));

    /// <summary>Those who were seen in a guild, which the index may not know of yet.</summary>
    public UserId[] UnconfirmedIn(GuildId guild) => _unconfirmed.SeenIn(guild);

    /// <summary>Completes when every call under way has ended. To be asked after the stop.</summary>
    public Task WhenEndedAsync() => _turns.WhenEndedAsync();

    /// <summary>Completes when the observation's turn is taken; its effect is noted in the entry once it is durable.</summary>
    public ValueTask SendAsync(SequenceLedger.Entry entry, UserObservation observation, CancellationToken cancellationToken) =>
        SendUnlessAsync(entry, observation, isOutdated: null, cancellationToken);

    /// <summary>The same, unless there turns out to be nothing to be done any more when its turn has come.</summary>
    public ValueTask SendUnlessAsync(
        SequenceLedger.Entry entry, UserObservation observation, Func<bool>? isOutdated, CancellationToken cancellationToken)
    {
        if (_window.Wait(TimeSpan.Zero, cancellationToken))
        {
            _ = ObserveAsync(_turns.Take(observation.User), entry, observation, isOutdated);
            return ValueTask.CompletedTask;
        }

        return SendWhenThereIsRoomAsync(entry, observation, isOutdated, cancellationToken);
    }

    private async ValueTask SendWhenThereIsRoomAsync(
        SequenceLedger.Entry entry, UserObservation observation, Func<bool>? isOutdated, CancellationToken cancellationToken)
    {
        await _window.WaitAsync(cancellationToken);
        _ = ObserveAsync(_turns.Take(observation.User), entry, observation, isOutdated);
    }

    /// <summary>What is given up when the shard stops is not noted as durable, and comes again when the session is resumed.</summary>
    private async Task ObserveAsync(UserTurns.Turn turn, SequenceLedger.Entry entry, UserObservation observation, Func<bool>? isOutdated)
    {
        await turn.Begins;
        var (isApplied, outcome) = isOutdated?.Invoke() == true ? (true, default) : await ApplyAsync(observation);
        var places = 1;
        if (isApplied && outcome.IsDurable)
        {
            entry.EffectIsDurable();
        }
        else if (isApplied)
        {
            places = _unconfirmed.Add(entry, observation, outcome.HeldBy);
            _confirmer.Ask(GiveBack);
        }

        turn.End();
        GiveBack(places);
    }

    private void GiveBack(int places)
    {
        if (places > 0)
        {
            _window.Release(places);
        }
    }

    private Task<(bool Succeeded, ObservationOutcome Result)> ApplyAsync(UserObservation observation) => _persistence.SucceedAsync(
        () => _grains.GetGrain<IPresenceGrain>(PresenceKey.Of(observation.User)).ObserveAsync(observation.Observation),
        exception => OnFailed(exception, observation.User));

    private void OnFailed(Exception exception, UserId user)
    {
        if (_pause.IsOver())
        {
            LogNotTaken(exception, user, _shard);
        }
    }

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "What shard {Shard} saw of user {User} could not be taken in; it is tried again. Of others like it this log is silent for 5 s.")]
    private partial void LogNotTaken(Exception exception, UserId user, ShardId shard);
}
