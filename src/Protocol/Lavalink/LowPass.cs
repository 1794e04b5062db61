using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Suppresses high frequencies (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.LowPass")]
public sealed record LowPass
{
    /// <summary>How much; above 1.</summary>
    [Id(0)]
    public float Smoothing { get; init; } = 20;

    /// <summary>Whether it suppresses anything.</summary>
    public bool IsEnabled => Smoothing > 1;
}
