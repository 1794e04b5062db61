using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Fabric.Grains.Cluster;
using Fabric.Grains.State;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Storage;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Owns one connection to Discord's gateway, and the stored number up to which its effects are durable. When its silo dies the
/// next activation resumes the same Discord session from that number. It lives where it is started: the director says where that is.
/// </summary>
[PreferLocalPlacement]
public sealed partial class ShardGrain(
    [PersistentState("shard", GrainStores.Default)] IPersistentState<ShardState> stored,
    ShardHost host,
    ILocalSiloDetails silo,
    ITakeover takeover,
    LocalEntities entities,
    TimeProvider time,
    ILogger<ShardGrain> logger) : Grain, IShardGrain
{
    private static readonly TimeSpan CheckpointPeriod = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly CoalescedWrite _write = new(stored.WriteStateAsync);
    private readonly LogPause _pause = new(time);
    private EntityClaim<ShardState>? _claim;
    private EntityHold? _hold;
    private ShardRunner? _runner;
    private IGrainTimer? _checkpoints;
    private Task _checkpoint = Task.CompletedTask;
    private string? _failure;

    private ShardId Shard => ShardKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public Task StartAsync(bool? answersCommands)
    {
        if (answersCommands is { } answers && answers != stored.State.AnswersCommands)
        {
            stored.State.AnswersCommands = answers;
            _write.Changed();
        }

        if (_runner is { } runner)
        {
            runner.AnswersCommands = stored.State.AnswersCommands;
        }

        return EnsureRunningAsync();
    }

    /// <inheritdoc />
    public async Task StopAsync()
    {
        await ForgetAsync();
        DeactivateOnIdle();
    }

    /// <inheritdoc />
    public async Task MoveAsync(SiloId target)
    {
        await ForgetAsync();
        host.OnLeaving(Shard, GrainContext.Deactivated);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(target.Value));
        MigrateOnIdle();
    }

    /// <inheritdoc />
    public async Task EndAsync()
    {
        if (_runner is { } runner)
        {
            await runner.EndSessionAsync();
            await StopRunningAsync();
        }

        if (_claim is { IsOwner: true })
        {
            await StoreAsync(new ShardCheckpoint(Session: null, Guilds: []));
        }

        await StopAsync();
    }

    /// <inheritdoc />
    public Task<GuildId[]> GetGuildsAsync() =>
        Task.FromResult((_runner?.Guilds ?? stored.State.Guilds).Select(static guild => new GuildId(guild)).ToArray());

    /// <inheritdoc />
    public Task<ShardStatus> GetStatusAsync() =>
        Task.FromResult(_runner?.Status ?? new ShardStatus(Connected: false, nameof(GatewayConnectionState.Stopped), stored.State.Sequence, _failure));

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => CloseAsync();

    private async Task EnsureRunningAsync()
    {
        switch (_runner)
        {
            case { HasFailed: false } running when running.HasLost || !host.IsCurrent(running):
                await RunAnewAsync(running.HasLost);
                return;
            case { IsMisfit: true }:
                await GrainFactory.GetGrain<IBotGrain>(BotKey.Of(Shard.Bot)).RefuseCountAsync(Shard.Count);
                return;
            case { HasFailed: false }:
                return;
        }

        try
        {
            await CloseAsync();
            _hold = entities.Hold(ShardKey.EntityOf(Shard));
            _claim = new EntityClaim<ShardState>(ShardKey.EntityOf(Shard), stored, silo.SiloAddress.ToId(), takeover, GrainFactory);
            await _claim.RaiseAsync(EntityClass.Shard);
            await RunAsync(Stored());
            _failure = null;
        }
        catch (Exception exception)
        {
            EndHold();
            _failure = exception.Message;
            throw;
        }
    }

    /// <summary>Closes the connection, and the shard need not live any more.</summary>
    private async Task ForgetAsync()
    {
        await CloseAsync();
        if (_claim is { } claim)
        {
            await claim.ForgetAsync();
        }
    }

    /// <summary>Closes the connection and says that the shard is nobody's. Its row stays: it is to live, here or elsewhere.</summary>
    private async Task CloseAsync()
    {
        var stopped = await StopRunningAsync();
        EndHold();
        await _checkpoint.EndAsync();
        if (_claim is { IsOwner: true } claim)
        {
            claim.Release();
            _write.Changed();
            await (stopped is null ? _write.WhenWrittenAsync() : StoreAsync(stopped.Checkpoint));
        }
    }

    /// <summary>Connects the shard.</summary>
    /// <exception cref="EntityHeldElsewhereException">Another silo has asked for it meanwhile.</exception>
    private async Task RunAsync(ShardCheckpoint checkpoint)
    {
        var runner = host.Create(Shard, checkpoint.Guilds);
        runner.AnswersCommands = stored.State.AnswersCommands;
        if (_hold?.TryAttach(runner.HaltAsync) != true)
        {
            await runner.DisposeAsync();
            host.OnEnded(runner);
            throw new EntityHeldElsewhereException($"Shard {Shard} was asked for by another silo as it began.");
        }

        _runner = runner;
        runner.Start(checkpoint.Session);

        // Interleaved: a store that does not answer holds no caller up. Runs of one timer do not overlap.
        var options = new GrainTimerCreationOptions(CheckpointPeriod, CheckpointPeriod) { KeepAlive = true, Interleave = true };
        _checkpoints = this.RegisterGrainTimer(() => _checkpoint.IsCompleted ? _checkpoint = CheckpointAsync() : Task.CompletedTask, options);
    }

    /// <summary>
    /// Silos have died with what they had not stored: Discord tells it again. Or the bot is configured otherwise by now. The epoch stays, so the
    /// store need not be there for it.
    /// </summary>
    private async Task RunAnewAsync(bool hasLost)
    {
        if (await StopRunningAsync() is { } stopped)
        {
            var checkpoint = stopped.Checkpoint;
            if (hasLost)
            {
                LogReplay(Shard, checkpoint.Session?.Sequence);
            }

            await RunAsync(checkpoint);
        }
    }

    private async Task CheckpointAsync()
    {
        try
        {
            if (_hold is { IsReleased: true })
            {
                await LetGoAsync(exception: null);
            }
            else if (_runner is { } runner)
            {
                await CheckpointAsync(runner);
            }
        }
#pragma warning disable CA1031 // The next run tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_pause.IsOver())
            {
                LogNotStored(exception, Shard);
            }
        }
    }

    /// <summary>
    /// A record that somebody else has written means that somebody else has the session; one with this activation's epoch is its own,
    /// of a write whose answer was lost.
    /// </summary>
    private async Task CheckpointAsync(ShardRunner runner)
    {
        try
        {
            await StoreAsync(runner.Checkpoint);
        }
        catch (InconsistentStateException exception)
        {
            await OnConflictAsync(exception);
        }
    }

    private async Task OnConflictAsync(InconsistentStateException exception)
    {
        if (_claim is { } claim && await claim.IsStillHeldAsync())
        {
            return;
        }

        await LetGoAsync(exception);
    }

    private async Task LetGoAsync(Exception? exception)
    {
        LogTakenOver(exception, Shard);
        _claim = null;
        await StopRunningAsync();
        EndHold();
        DeactivateOnIdle();
    }

    private void EndHold()
    {
        _hold?.Dispose();
        _hold = null;
    }

    private async Task<ShardRunner?> StopRunningAsync()
    {
        var runner = _runner;
        _runner = null;
        _checkpoints?.Dispose();
        _checkpoints = null;
        if (runner is not null)
        {
            await runner.DisposeAsync();
            host.OnEnded(runner);
        }

        return runner;
    }

    private ShardCheckpoint Stored()
    {
        var state = stored.State;
        var url = state.ResumeUrl is { } text ? new Uri(text) : null;
        return new ShardCheckpoint(state.SessionId is { } id ? new GatewaySession(id, url, state.Sequence) : null, state.Guilds);
    }

    private Task StoreAsync(ShardCheckpoint checkpoint)
    {
        var state = stored.State;
        var (session, guilds) = checkpoint;
        var (id, url, sequence) = (session?.SessionId, session?.ResumeUrl?.OriginalString, session?.Sequence ?? 0);
        if (state.SessionId != id || state.ResumeUrl != url || state.Sequence != sequence || !state.Guilds.SequenceEqual(guilds))
        {
            (state.SessionId, state.ResumeUrl, state.Sequence, state.Guilds) = (id, url, sequence, [.. guilds]);
            _write.Changed();
        }

        return _write.WhenWrittenAsync();
    }

    [LoggerMessage(3005, LogLevel.Warning, "Another silo has taken over shard {Shard}; this one lets go of it.")]
    private partial void LogTakenOver(Exception? exception, ShardId shard);

    [LoggerMessage(3008, LogLevel.Warning, "Where shard {Shard} stands could not be stored; it is tried again.")]
    private partial void LogNotStored(Exception exception, ShardId shard);

    [LoggerMessage(3007, LogLevel.Warning, "What shard {Shard} saw was lost with a silo before it was stored; Discord is asked for everything after {Sequence} again.")]
    private partial void LogReplay(ShardId shard, long? sequence);
}
