using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Abstractions.Presence;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Grains.State;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Owns a bot's division into shards and the order of its identifies. Both are stored before anybody acts by them: of two activations, which
/// may exist for a moment when the cluster changes, only one can give leave.
/// </summary>
[ActivationCountBasedPlacement]
[Reentrant]
public sealed partial class BotGrain : Grain, IBotGrain
{
    private const int LeaversAtOnce = 256;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>A new token is tried at once; a refused one seldom, for each refusal counts against the address that asks.</summary>
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(5);

    /// <summary>How long until Discord is asked again while it recommends a number of shards that it refuses.</summary>
    private static readonly TimeSpan MisfitPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PlanPeriod = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BudgetPause = TimeSpan.FromMinutes(1);

    private readonly IPersistentState<BotState> _stored;
    private readonly ShardHost _host;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private readonly ILogger _logger;
    private readonly CoalescedWrite _write;
    private ShardPlanMachine _plan = new(new BotState());
    private IdentifySchedule _schedule = new([]);
    private Task _round = Task.CompletedTask;
    private DateTimeOffset _askAt;
    private BotOptions? _askedFor;
    private int _failures;
    private string? _problem;

    /// <summary>Made by the engine.</summary>
    public BotGrain(
        [PersistentState("bot", GrainStores.Default)] IPersistentState<BotState> stored,
        ShardHost host,
        TimeProvider time,
        IRandomSource random,
        ILogger<BotGrain> logger)
    {
        (_stored, _host, _time, _random, _logger) = (stored, host, time, random, logger);
        _write = new CoalescedWrite(StoreAsync);
    }

    private BotId Bot => BotKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _plan = new ShardPlanMachine(_stored.State);
        _schedule = new IdentifySchedule(_stored.State.Turns.Select(static turn => new IdentifyTurn(turn.Key, turn.At)));
        var options = new GrainTimerCreationOptions(TimeSpan.Zero, Period) { KeepAlive = true, Interleave = true };
        this.RegisterGrainTimer(() => _round.IsCompleted ? _round = RoundAsync() : Task.CompletedTask, options);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<BotPlan> GetPlanAsync() => Task.FromResult(_plan.Plan(_problem));

    /// <inheritdoc />
    public async Task<IdentifyPermit> TakeIdentifyAsync(int shardIndex)
    {
        var answer = await _host.ProbeAsync(Bot, CancellationToken.None);
        var now = _time.GetUtcNow();
        if (_schedule.TryTake(answer, shardIndex, now) is not { } turn)
        {
            var untilReset = answer.FetchedAt + answer.SessionStartLimit.ResetAfter - now;
            LogExhausted(Bot, shardIndex, answer.SessionStartLimit.Remaining, answer.SessionStartLimit.Total, untilReset);
            return new IdentifyPermit(IsGranted: false, untilReset > BudgetPause ? untilReset : BudgetPause);
        }

        _stored.State.Turns = [.. _schedule.Turns.Select(static kept => new StoredTurn { Key = kept.Key, At = kept.At })];
        await _write.WriteAsync();
        var wait = turn.At - _time.GetUtcNow();
        return new IdentifyPermit(IsGranted: true, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    /// <inheritdoc />
    public Task RefuseCountAsync(int count)
    {
        if (_plan.OnRefused(count))
        {
            _host.ForgetProbe(Bot);
            _askAt = _time.GetUtcNow();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task SwitchAsync(int nextCount)
    {
        var (count, next, _) = _plan.Plan(null);
        if (next != nextCount)
        {
            return;
        }

        var gone = (await GuildsOfAsync(count)).Except(await GuildsOfAsync(nextCount)).ToArray();
        foreach (var guild in gone)
        {
            await LeaveAsync(guild);
        }

        _plan.OnNextComplete(nextCount);
        await _write.WriteAsync();
        LogSwitched(Bot, count, nextCount);
    }

    private async Task RoundAsync()
    {
        try
        {
            if (_host.FindOptions(Bot) is not { } bot)
            {
                DeactivateOnIdle();
            }
            else if (_time.GetUtcNow() >= _askAt || bot != _askedFor)
            {
                _askedFor = bot;
                await AskAsync(bot);
            }
        }
#pragma warning disable CA1031 // The next round tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OnFailed(exception.Message);
        }
    }

    private async Task AskAsync(BotOptions bot)
    {
        try
        {
            var changed = _plan.OnAnswer(await _host.ProbeAsync(Bot, CancellationToken.None), bot.Shards);
            _failures = 0;
            _problem = _plan.Problem(bot.Shards);
            _askAt = _time.GetUtcNow() + (_plan.IsRefused ? MisfitPause : PlanPeriod);
            if (changed)
            {
                await _write.WriteAsync();
                LogPlanned(Bot, _stored.State.NextCount ?? _stored.State.Count);
            }
        }
        catch (DiscordTokenRefusedException exception)
        {
            _problem = $"{bot.TokenSource}: {exception.Message}";
            _askAt = _time.GetUtcNow() + RefusedPause;
        }
        catch (DiscordRestException exception)
        {
            OnFailed($"Discord does not say how many shards bot {Bot} is to have: {exception.Message}");
        }
    }

    private void OnFailed(string problem)
    {
        _problem = problem;
        _askAt = _time.GetUtcNow() + GatewayBackoff.Delay(_failures++, _random);
    }

    private async Task<IEnumerable<GuildId>> GuildsOfAsync(int count)
    {
        var guilds = await Task.WhenAll(Enumerable.Range(0, count).Select(
            index => GrainFactory.GetGrain<IShardGrain>(ShardKey.Of(new ShardId(Bot, index, count))).GetGuildsAsync()));
        return guilds.SelectMany(static some => some);
    }

    /// <summary>A guild that the bot has left while the set that serves was not connected, so that nobody was told.</summary>
    private async Task LeaveAsync(GuildId guild)
    {
        var members = await Task.WhenAll(Enumerable.Range(0, PresenceIndexKey.Partitions).Select(
            partition => GrainFactory.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(partition)).MembersAsync(guild)));
        var left = new PresenceObservation { Kind = ObservationKind.Left, Guild = guild };
        foreach (var some in members.SelectMany(static users => users).Chunk(LeaversAtOnce))
        {
            await Task.WhenAll(some.Select(user => GrainFactory.GetGrain<IPresenceGrain>(PresenceKey.Of(user)).ObserveAsync(left)));
        }
    }

    /// <summary>A record that another activation has written means that this one is not the bot's any more.</summary>
    private async Task StoreAsync()
    {
        try
        {
            await _stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(3040, LogLevel.Information, "Bot {Bot} is to have {Count} shard(s)")]
    private partial void LogPlanned(BotId bot, int count);

    [LoggerMessage(3041, LogLevel.Information, "Bot {Bot} is served by {NextCount} shard(s) now; the {Count} before end")]
    private partial void LogSwitched(BotId bot, int count, int nextCount);

    [LoggerMessage(
        3042,
        LogLevel.Error,
        "Shard {Index} of bot {Bot} may not identify: {Remaining} of {Total} session starts are left. Waiting {UntilReset} for the reset.")]
    private partial void LogExhausted(BotId bot, int index, int remaining, int total, TimeSpan untilReset);
}
