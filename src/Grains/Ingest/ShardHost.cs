using System.Collections.Concurrent;
using Fabric.Abstractions.Ids;
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
    IEnumerable<BotOptions> bots,
    IGrainFactory grains,
    IHttpClientFactory http,
    IGatewaySocketFactory sockets,
    GatewayMetrics metrics,
    ISiloLease lease,
    TimeProvider time,
    IRandomSource random,
    ILoggerFactory loggers) : IDisposable
{
    private readonly Dictionary<BotId, BotOptions> _bots = bots.ToDictionary(static bot => bot.Id);
    private readonly ConcurrentDictionary<BotId, BotConnections> _connections = new();

    /// <summary>Asks Discord where the gateway is, and so whether it accepts the token.</summary>
    /// <exception cref="DiscordTokenRefusedException">It does not.</exception>
    public ValueTask<GatewayBot> ProbeAsync(BotId bot, CancellationToken cancellationToken) =>
        ConnectionsOf(bot).Gateway.GetAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connections in _connections.Values)
        {
            connections.Dispose();
        }
    }

    /// <summary>Connects a shard.</summary>
    /// <param name="shard">Which.</param>
    /// <param name="shardCount">How many shards the bot has.</param>
    /// <param name="checkpoint">Where it stood: the session is resumed, if there is one.</param>
    internal ShardRunner Start(ShardId shard, int shardCount, ShardCheckpoint checkpoint)
    {
        var connections = ConnectionsOf(shard.Bot);
        var options = new GatewayOptions
        {
            Token = connections.Bot.Token,
            RestBaseUrl = connections.Bot.ApiUrl,
            ShardId = shard.Index,
            ShardCount = shardCount,
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
        var runner = new ShardRunner(shard, gateway, checkpoint.Guilds, grains, time, loggers.CreateLogger<ShardIngest>());
        runner.Start(checkpoint.Session);
        return runner;
    }

    private BotConnections ConnectionsOf(BotId bot)
    {
        if (!_bots.TryGetValue(bot, out var options))
        {
            throw new InvalidOperationException($"No bot '{bot}' is configured in this silo.");
        }

        return _connections.GetOrAdd(bot, _ => new BotConnections(options, http.CreateClient("discord"), time, random, loggers));
    }
}
