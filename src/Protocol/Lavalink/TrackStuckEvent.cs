using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A track gives no sound; it is not stopped (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="Track">The track, encoded with its position then.</param>
/// <param name="ThresholdMs">For how long, in milliseconds.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackStuckEvent")]
public sealed record TrackStuckEvent(
    ulong GuildId,
    [property: Id(0)] Track Track,
    [property: Id(1)] long ThresholdMs) : PlayerEvent(GuildId);
