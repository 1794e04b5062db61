using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>How a player stands at a moment (lavalink.md §1.4, §3.4).</summary>
/// <param name="Time">The moment, in milliseconds since 1970.</param>
/// <param name="Position">How far playback is, in milliseconds; 0 without a track.</param>
/// <param name="Connected">Whether the voice connection's WebSocket is open.</param>
/// <param name="Ping">The last voice heartbeat's round trip in milliseconds; 0 before the first, -1 without a connection.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.PlayerState")]
public readonly record struct PlayerState(
    [property: Id(0)] long Time,
    [property: Id(1)] long Position,
    [property: Id(2)] bool Connected,
    [property: Id(3)] long Ping);
