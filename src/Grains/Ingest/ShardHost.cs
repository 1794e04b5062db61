using System.Collections.Concurrent;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Grains.Cluster;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Runs the connections of this silo's shards on the thread pool, outside the grains' schedulers: a shard's dispatches go straight
/// to the presence grains, and its own grain only starts, watches and stops it.
/// </summary>
public sealed class ShardHost(
    BotRegistry bots,
    IGrainFactory grains,
    IHttpClientFactory http,
    IGatewaySocketFactory sockets,
    GatewayMetrics metrics,
    ISiloLease lease,
    TimeProvider time,
    IRandomSource random,
    ILoggerFactory loggers) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ShardId, Task> _leaving = new();
    private readonly ConcurrentDictionary<ShardId, ShardRunner> _running = new();
    private readonly Dictionary<BotId, BotConnections> _connections = [];

    /// <summary>How a bot is configured here; null where it is not.</summary>
    public BotOptions? FindOptions(BotId bot) => bots.TryGet(bot, out var options) ? options : null;

    /// <summary>Asks Discord where the gateway is, and so whether it accepts the token. An answer serves for a minute.</summary>
    /// <exception cref="DiscordTokenRefusedException">It does not.</exception>
    /// <exception cref="DiscordRestException">It gives no usable answer.</exception>
    public ValueTask<GatewayBot> ProbeAsync(BotId bot, CancellationToken cancellationToken) =>
        ConnectionsOf(bot).Gateway.GetAsync(cancellationToken);

    /// <summary>What Discord has answered serves no longer.</summary>
    public void ForgetProbe(BotId bot) => ConnectionsOf(bot).Gateway.Forget();

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var connections in _connections.Values)
            {
                connections.Dispose();
            }
        }
    }

    /// <summary>
    /// How a shard of this silo stands; null where it does not run here. Its grain is not asked: asking one that is just about to go would have it
    /// come back here.
    /// </summary>
    public ShardStatus? FindStatus(ShardId shard) => _running.TryGetValue(shard, out var runner) ? runner.Status : null;

    /// <summary>Completes when a shard that was stopped here is gone, so that who calls it next has it where they are.</summary>
    public Task WhenGoneAsync(ShardId shard) => _leaving.GetValueOrDefault(shard, Task.CompletedTask);

    /// <summary>A shard was stopped here, and its activation ends.</summary>
    /// <param name="shard">Which.</param>
    /// <param name="deactivated">Completes when it has ended, and nobody finds it here any more.</param>
    internal void OnLeaving(ShardId shard, Task deactivated)
    {
        _leaving[shard] = deactivated;
        _ = ForgetAsync();

        async Task ForgetAsync()
        {
            await deactivated;
            _leaving.TryRemove(KeyValuePair.Create(shard, deactivated));
        }
    }

    /// <summary>A shard that is not connected yet.</summary>
    /// <param name="shard">Which.</param>
    /// <param name="guilds">Those that it has seen members of.</param>
    internal ShardRunner Create(ShardId shard, IReadOnlyCollection<ulong> guilds)
    {
        var connections = ConnectionsOf(shard.Bot);
        var options = new GatewayOptions
        {
            Token = connections.Bot.Token,
            RestBaseUrl = connections.Bot.ApiUrl,
            Compression = connections.Bot.Compression,
            ShardId = shard.Index,
            ShardCount = shard.Count,
            Intents = connections.Commander is null ? GatewayIntents.Presence : GatewayIntents.Presence | GatewayIntents.Commands,
        };
        var gateway = new GatewayShard(options, new GatewayShardServices
        {
            Gateway = connections.Gateway,
            IdentifyGate = connections.IdentifyGate,
            Sockets = new LeasedSocketFactory(sockets, lease),
            Metrics = metrics,
            Time = time,
            Random = random,
            Loggers = loggers,
        });
        var runner = new ShardRunner(shard, connections, gateway, guilds, grains, time, loggers.CreateLogger<ShardIngest>());
        _running[shard] = runner;
        return runner;
    }

    /// <summary>A runner has ended.</summary>
    internal void OnEnded(ShardRunner runner) => _running.TryRemove(KeyValuePair.Create(runner.Shard, runner));

    /// <summary>Whether the bot is configured as it was when the runner was made.</summary>
    internal bool IsCurrent(ShardRunner runner) => ReferenceEquals(ConnectionsOf(runner.Shard.Bot), runner.Connections);

    /// <summary>Connections of a bot that is configured otherwise by now give place; what still uses them is left to end with them.</summary>
    private BotConnections ConnectionsOf(BotId bot)
    {
        var options = bots.Get(bot);
        lock (_lock)
        {
            if (!_connections.TryGetValue(bot, out var connections) || connections.Bot != options)
            {
                _connections[bot] = connections = new BotConnections(options, http.CreateClient("discord"), grains, time, random, loggers);
            }

            return connections;
        }
    }
}
