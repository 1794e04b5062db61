using System.Globalization;
using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>One shard of a bot: a share of its guilds, received over one connection.</summary>
[GenerateSerializer, Immutable, Alias("fabric.ShardId")]
public readonly record struct ShardId([property: Id(0)] BotId Bot, [property: Id(1)] int Index)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bot}/{Index}");
}
