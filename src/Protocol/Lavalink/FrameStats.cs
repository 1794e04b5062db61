using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Frames of the last whole minute, on average over the players that can tell (lavalink.md §1.4).</summary>
/// <param name="Sent">Frames sent.</param>
/// <param name="Nulled">Times that there was no frame to send.</param>
/// <param name="Deficit">How many are missing of 3000; below 0 where there were more.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.FrameStats")]
public sealed record FrameStats([property: Id(0)] int Sent, [property: Id(1)] int Nulled, [property: Id(2)] int Deficit);
