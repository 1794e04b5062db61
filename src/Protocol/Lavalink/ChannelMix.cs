using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>How left and right are mixed: factors, sensible from 0 to 1 (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.ChannelMix")]
public sealed record ChannelMix
{
    /// <summary>Left that stays left.</summary>
    [Id(0)]
    public float LeftToLeft { get; init; } = 1;

    /// <summary>Left that goes right.</summary>
    [Id(1)]
    public float LeftToRight { get; init; }

    /// <summary>Right that goes left.</summary>
    [Id(2)]
    public float RightToLeft { get; init; }

    /// <summary>Right that stays right.</summary>
    [Id(3)]
    public float RightToRight { get; init; } = 1;

    /// <summary>Whether it changes anything.</summary>
    public bool IsEnabled => LeftToLeft != 1 || LeftToRight != 0 || RightToLeft != 0 || RightToRight != 1;
}
