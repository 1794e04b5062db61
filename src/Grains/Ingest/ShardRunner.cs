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
    private readonly Lazy<Task> _halt;
    private Task _run = Task.CompletedTask;

    public ShardRunner(
        ShardId shard,
        BotConnections connections,
        GatewayShard gateway,
        IReadOnlyCollection<ulong> guilds,
        IGrainFactory grains,
        TimeProvider time,
        ILogger<ShardIngest> logger)
    {
        (Shard, Connections) = (shard, connections);
        _gateway = gateway;
        _halt = new Lazy<Task>(HaltOnceAsync);
        _guilds = new ShardGuilds(guilds);
        _ingest = new ShardIngest(shard, gateway, connections.Commander, connections.SlashCommander, grains, _ledger, _guilds, time, logger);
    }

    public ShardId Shard { get; }

    /// <summary>What it shares with the bot's other shards.</summary>
    public BotConnections Connections { get; }

    /// <summary>Whether it answers users' commands.</summary>
    public bool AnswersCommands
    {
        set => _ingest.AnswersCommands = value;
    }

    /// <summary>Whether Discord has refused it because of the number of shards.</summary>
    public bool IsMisfit =>
        _run.Exception?.InnerException is GatewayFatalException { Reason: GatewayFatalReason.InvalidShard or GatewayFatalReason.ShardingRequired };

    /// <summary>The guilds that it has, or is about to have.</summary>
    public IEnumerable<ulong> Guilds => _guilds.Present.Union(_ingest.Awaited);

    /// <summary>Whether it failed and is to be started anew. One that Discord refuses for good is not: each attempt costs an identify.</summary>
    public bool HasFailed => _run.IsCompleted && _run.Exception?.InnerException is not GatewayFatalException;

    /// <summary>Whether effects are lost that were not durable: it is to be replaced by one that resumes from its <see cref="Checkpoint" />.</summary>
    public bool HasLost => _ingest.HasLost;

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
        _run.Exception?.InnerException?.Message,
        _gateway.State == GatewayConnectionState.Ready && _ingest.IsComplete);

    public void Start(GatewaySession? resumeFrom)
    {
        _ledger.Reset(resumeFrom?.SessionId, resumeFrom?.Sequence ?? 0);
        _run = Task.Run(() => _gateway.RunAsync(resumeFrom, _ingest, _stop.Token));
    }

    /// <summary>Closes the connection so that the session can be resumed, and waits for the end. May be called by anyone, and again.</summary>
    public Task HaltAsync() => _halt.Value;

    /// <summary>Closes the connection and ends the session: nobody can resume it.</summary>
    public Task EndSessionAsync()
    {
        _gateway.EndSession();
        return HaltAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await HaltAsync();
        await _ingest.DisposeAsync();
        _gateway.Dispose();
        _stop.Dispose();
    }

    private async Task HaltOnceAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
