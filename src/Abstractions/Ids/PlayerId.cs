using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>A player: of a session, for a guild.</summary>
[GenerateSerializer, Immutable, Alias("fabric.PlayerId")]
public readonly record struct PlayerId([property: Id(0)] SessionId Session, [property: Id(1)] GuildId Guild)
{
    /// <inheritdoc />
    public override string ToString() => $"{Session}/{Guild}";
}
