using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>A bot as the operator names it in the configuration (never its token).</summary>
[GenerateSerializer, Immutable, Alias("fabric.BotId")]
public readonly record struct BotId([property: Id(0)] string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
