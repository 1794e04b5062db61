using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A track failed; its end is told by another event (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="Track">The track, encoded with its position then.</param>
/// <param name="Exception">Why.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackExceptionEvent")]
public sealed record TrackExceptionEvent(
    ulong GuildId,
    [property: Id(0)] Track Track,
    [property: Id(1)] LavalinkException Exception) : PlayerEvent(GuildId);
