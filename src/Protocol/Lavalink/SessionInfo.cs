using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A session as clients see it (lavalink.md §2.3).</summary>
/// <param name="Resuming">Whether it outlives its socket.</param>
/// <param name="Timeout">For how long, in seconds.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.SessionInfo")]
public sealed record SessionInfo([property: Id(0)] bool Resuming, [property: Id(1)] long Timeout);
