using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Distorted waves (lavalink.md §6.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Distortion")]
public sealed record Distortion
{
    private static readonly Distortion Neutral = new();

    /// <summary>What is added to the sine.</summary>
    [Id(0)]
    public float SinOffset { get; init; }

    /// <summary>What the sine is taken of, as a multiple of the sample.</summary>
    [Id(1)]
    public float SinScale { get; init; } = 1;

    /// <summary>What is added to the cosine.</summary>
    [Id(2)]
    public float CosOffset { get; init; }

    /// <summary>What the cosine is taken of, as a multiple of the sample.</summary>
    [Id(3)]
    public float CosScale { get; init; } = 1;

    /// <summary>What is added to the tangent.</summary>
    [Id(4)]
    public float TanOffset { get; init; }

    /// <summary>What the tangent is taken of, as a multiple of the sample.</summary>
    [Id(5)]
    public float TanScale { get; init; } = 1;

    /// <summary>What is added to the result.</summary>
    [Id(6)]
    public float Offset { get; init; }

    /// <summary>What the result is multiplied with.</summary>
    [Id(7)]
    public float Scale { get; init; } = 1;

    /// <summary>Whether anything is not the default.</summary>
    public bool IsEnabled => this != Neutral;
}
