using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Wavering pitch (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Vibrato")]
public sealed record Vibrato
{
    /// <summary>How often, in hertz; above 0, at most 14.</summary>
    [Id(0)]
    public float Frequency { get; init; } = 2;

    /// <summary>How much; above 0, at most 1.</summary>
    [Id(1)]
    public float Depth { get; init; } = 0.5f;

    /// <summary>Whether there is any depth.</summary>
    public bool IsEnabled => Depth != 0;
}
