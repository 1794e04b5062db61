using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A track began (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="Track">The track, encoded with its position then.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackStartEvent")]
public sealed record TrackStartEvent(
    ulong GuildId,
    [property: Id(0)] Track Track) : PlayerEvent(GuildId);
