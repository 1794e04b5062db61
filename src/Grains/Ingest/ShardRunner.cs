using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>One running shard: its connection, its handler and its ledger.</summary>
internal sealed class ShardRunner : IAsyncDisposable
{
    private readonly GatewayShard _gateway;
    private readonly SequenceLedger _ledger = new();
    private readonly ShardGuilds _guilds;
    private readonly ShardIngest _ingest;
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public ShardRunner(
        ShardId shard, GatewayShard gateway, IReadOnlyCollection<ulong> guilds, IGrainFactory grains, TimeProvider time, ILogger<ShardIngest> logger)
    {
        _gateway = gateway;
        _guilds = new ShardGuilds(guilds);
        _ingest = new ShardIngest(shard, gateway, grains, _ledger, _guilds, time, logger);
    }

    /// <summary>Whether it failed and is to be started anew. One that Discord refuses for good is not: each attempt costs an identify.</summary>
    public bool HasFailed => _run.IsCompleted && _run.Exception?.InnerException is not GatewayFatalException;

    /// <summary>Where it stands, as far as everything is durable.</summary>
    public ShardCheckpoint Checkpoint
    {
        get
        {
            var session = _ledger.DurableOf(_gateway.Session);
            return new ShardCheckpoint(session, _guilds.AsOf(session?.Sequence ?? 0));
        }
    }

    public ShardStatus Status => new(
        _gateway.State == GatewayConnectionState.Ready,
        _gateway.State.ToString(),
        _ledger.Durable,
        _run.Exception?.InnerException?.Message);

    public void Start(GatewaySession? resumeFrom)
    {
        _ledger.Reset(resumeFrom?.SessionId, resumeFrom?.Sequence ?? 0);
        _run = Task.Run(() => _gateway.RunAsync(resumeFrom, _ingest, _stop.Token));
    }

    /// <summary>Closes the connection so that the session can be resumed, and waits for the end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ingest.Dispose();
        _gateway.Dispose();
        _stop.Dispose();
    }
}
