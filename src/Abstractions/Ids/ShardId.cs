using System.Globalization;
using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>
/// One shard of a bot: a share of its guilds, received over one connection. Shards of another count are others: while a bot is resharded, both
/// sets run.
/// </summary>
/// <param name="Bot">Whose.</param>
/// <param name="Index">Which, from 0: that of the guilds with <c>(id >> 22) % count</c> equal to it (discord-api-docs, Gateway, Sharding).</param>
/// <param name="Count">How many shards its set has, 1 or more.</param>
[GenerateSerializer, Immutable, Alias("fabric.ShardId")]
public readonly record struct ShardId([property: Id(0)] BotId Bot, [property: Id(1)] int Index, [property: Id(2)] int Count)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bot}/{Index}of{Count}");
}
