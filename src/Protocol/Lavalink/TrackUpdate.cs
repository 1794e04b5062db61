using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>The <c>track</c> of a request to change a player (lavalink.md §2.3).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackUpdate")]
public sealed record TrackUpdate
{
    /// <summary>An encoded track to play; null to stop.</summary>
    [Id(0)]
    public Optional<string?> Encoded { get; init; }

    /// <summary>What to load and play.</summary>
    [Id(1)]
    public Optional<string> Identifier { get; init; }

    /// <summary>The client's object, for the track that starts or plays.</summary>
    [Id(2)]
    public Optional<RawJson> UserData { get; init; }
}
