using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Fabric.Grains.Cluster;
using Fabric.Grains.State;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Owns one connection to Discord's gateway, and the stored number up to which its effects are durable. When its silo dies the
/// next activation resumes the same Discord session from that number.
/// </summary>
[ActivationCountBasedPlacement]
public sealed partial class ShardGrain(
    [PersistentState("shard", GrainStores.Default)] IPersistentState<ShardState> stored,
    ShardHost host,
    ILocalSiloDetails silo,
    ITakeover takeover,
    ILogger<ShardGrain> logger) : Grain, IShardGrain
{
    private static readonly TimeSpan CheckpointPeriod = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private ShardClaim? _claim;
    private ShardRunner? _runner;
    private IGrainTimer? _checkpoints;
    private bool _isBehind;

    private ShardId Shard => ShardKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task StartAsync()
    {
        if (_runner is { HasFailed: false })
        {
            return;
        }

        await StopAsync();
        _claim = new ShardClaim(stored, new SiloId(silo.SiloAddress.ToParsableString()), takeover);
        await _claim.RaiseAsync(Shard);
        _runner = host.Start(Shard, shardCount: 1, Stored());
        var options = new GrainTimerCreationOptions(CheckpointPeriod, CheckpointPeriod) { KeepAlive = true };
        _checkpoints = this.RegisterGrainTimer(CheckpointAsync, options);
    }

    /// <inheritdoc />
    public async Task StopAsync()
    {
        if (await StopRunningAsync() is { } stopped)
        {
            _claim?.Release();
            _isBehind = true;
            await StoreAsync(stopped.Checkpoint);
        }
    }

    /// <inheritdoc />
    public Task<ShardStatus> GetStatusAsync() =>
        Task.FromResult(_runner?.Status ?? new ShardStatus(Connected: false, nameof(GatewayConnectionState.Stopped), stored.State.Sequence, Failure: null));

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StopAsync();

    /// <summary>
    /// A record that somebody else has written means that somebody else has the session; one with this activation's epoch is its own,
    /// of a write whose answer was lost.
    /// </summary>
    private async Task CheckpointAsync()
    {
        if (_runner is not { } runner)
        {
            return;
        }

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
            _isBehind = true;
            return;
        }

        LogTakenOver(exception, Shard);
        await StopRunningAsync();
        DeactivateOnIdle();
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
        }

        return runner;
    }

    private ShardCheckpoint Stored()
    {
        var state = stored.State;
        var url = state.ResumeUrl is { } text ? new Uri(text) : null;
        return new ShardCheckpoint(state.SessionId is { } id ? new GatewaySession(id, url, state.Sequence) : null, state.Guilds);
    }

    private async Task StoreAsync(ShardCheckpoint checkpoint)
    {
        var state = stored.State;
        var (session, guilds) = checkpoint;
        var (id, url, sequence) = (session?.SessionId, session?.ResumeUrl?.OriginalString, session?.Sequence ?? 0);
        _isBehind |= state.SessionId != id || state.ResumeUrl != url || state.Sequence != sequence || !state.Guilds.SequenceEqual(guilds);
        if (!_isBehind)
        {
            return;
        }

        (state.SessionId, state.ResumeUrl, state.Sequence, state.Guilds) = (id, url, sequence, [.. guilds]);
        await stored.WriteStateAsync();
        _isBehind = false;
    }

    [LoggerMessage(3005, LogLevel.Warning, "Another silo has taken over shard {Shard}; this one lets go of it.")]
    private partial void LogTakenOver(Exception exception, ShardId shard);
}
