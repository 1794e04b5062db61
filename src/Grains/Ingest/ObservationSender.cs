using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Sends observations to presence grains: of one user in order, of many at once. It does not wait for their durable ends; it waits only
/// when too many are under way, which holds Discord back.
/// </summary>
#pragma warning disable CA1001 // Calls that end after the shard still give their places back; without a wait handle there is nothing to dispose of.
internal sealed partial class ObservationSender(ShardId shard, IGrainFactory grains, Persistence persistence, ILogger logger)
#pragma warning restore CA1001
{
    /// <summary>Calls under way at once: enough to fill a group commit, few enough to bound memory.</summary>
    private const int Window = 4096;

    private readonly ILogger _logger = logger;
    private readonly SemaphoreSlim _window = new(Window, Window);
    private readonly UserTurns _turns = new();

    /// <summary>The users of whom something is under way.</summary>
    public UserId[] UsersUnderWay => _turns.Users;

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
        if (isOutdated?.Invoke() == true || await StoreAsync(observation))
        {
            entry.EffectIsDurable();
        }

        turn.End();
        _window.Release();
    }

    private Task<bool> StoreAsync(UserObservation observation) => persistence.SucceedAsync(
        () => grains.GetGrain<IPresenceGrain>(PresenceKey.Of(observation.User)).ObserveAsync(observation.Observation),
        exception => LogNotStored(exception, observation.User, shard));

    [LoggerMessage(3001, LogLevel.Warning, "What shard {Shard} saw of user {User} could not be stored; it is tried again.")]
    private partial void LogNotStored(Exception exception, UserId user, ShardId shard);
}
