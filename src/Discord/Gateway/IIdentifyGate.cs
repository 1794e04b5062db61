namespace Fabric.Discord.Gateway;

/// <summary>
/// Asked before each identify, right before the connection is opened. Whoever implements it keeps Discord's limits for all shards of
/// the bot: one identify per 5 s for each <c>shard_id % max_concurrency</c>, and never the last of the day.
/// </summary>
public interface IIdentifyGate
{
    /// <summary>Completes when this shard may identify.</summary>
    ValueTask WaitAsync(int shardId, CancellationToken cancellationToken);
}
