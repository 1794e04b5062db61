using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A track ended (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="Track">The track, encoded with its position then.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackEndEvent")]
public sealed record TrackEndEvent(
    ulong GuildId,
    [property: Id(0)] Track Track,
    [property: Id(1)] TrackEndReason Reason) : PlayerEvent(GuildId);
