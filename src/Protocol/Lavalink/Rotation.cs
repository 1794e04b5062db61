using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Sound that goes around (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Rotation")]
public sealed record Rotation
{
    /// <summary>How often, in hertz; the other way round below 0.</summary>
    [Id(0)]
    public double RotationHz { get; init; }

    /// <summary>Whether it turns.</summary>
    public bool IsEnabled => RotationHz != 0;
}
