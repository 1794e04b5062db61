using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Speed and pitch (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Timescale")]
public sealed record Timescale
{
    /// <summary>How fast; above 0.</summary>
    [Id(0)]
    public double Speed { get; init; } = 1;

    /// <summary>How high; above 0.</summary>
    [Id(1)]
    public double Pitch { get; init; } = 1;

    /// <summary>How fast and high; above 0.</summary>
    [Id(2)]
    public double Rate { get; init; } = 1;

    /// <summary>Whether one is not 1.</summary>
    public bool IsEnabled => Speed != 1 || Pitch != 1 || Rate != 1;
}
