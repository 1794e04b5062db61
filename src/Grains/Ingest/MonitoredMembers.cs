using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>Asks the index who is in a guild as far as the fabric knows, until it answers.</summary>
internal sealed partial class MonitoredMembers(IGrainFactory grains, Persistence persistence, ILogger logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>The monitored users who are in a guild.</summary>
    /// <exception cref="OperationCanceledException">The shard stopped first.</exception>
    public async Task<IReadOnlyList<UserId>> OfAsync(ulong guild)
    {
        var (answered, members) = await persistence.SucceedAsync(
            () => Task.WhenAll(Enumerable.Range(0, PresenceIndexKey.Partitions).Select(partition => OfAsync(partition, guild))),
            exception => LogNotAnswered(exception, guild));
        return answered ? [.. members!.SelectMany(static some => some)] : throw new OperationCanceledException("The shard has stopped.");
    }

    private Task<UserId[]> OfAsync(int partition, ulong guild) =>
        grains.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(partition)).MembersAsync(new GuildId(guild));

    [LoggerMessage(3004, LogLevel.Warning, "The index did not say who is in guild {Guild}; it is asked again.")]
    private partial void LogNotAnswered(Exception exception, ulong guild);
}
