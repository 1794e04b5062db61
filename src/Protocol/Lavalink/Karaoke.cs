using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Removes voices (lavalink.md §6.1). It has no neutral setting: where it is set it is enabled.</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Karaoke")]
public sealed record Karaoke
{
    /// <summary>How much of the filter there is.</summary>
    [Id(0)]
    public float Level { get; init; } = 1;

    /// <summary>How much of what both sides share is kept.</summary>
    [Id(1)]
    public float MonoLevel { get; init; } = 1;

    /// <summary>The middle of the kept frequencies, in hertz.</summary>
    [Id(2)]
    public float FilterBand { get; init; } = 220;

    /// <summary>How wide they are, in hertz.</summary>
    [Id(3)]
    public float FilterWidth { get; init; } = 100;
}
