using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A voice connection's WebSocket was closed (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="Code">The close code.</param>
/// <param name="Reason">In words; empty without.</param>
/// <param name="ByRemote">Whether Discord closed it.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.WebSocketClosedEvent")]
public sealed record WebSocketClosedEvent(
    ulong GuildId,
    [property: Id(0)] int Code,
    [property: Id(1)] string Reason,
    [property: Id(2)] bool ByRemote) : PlayerEvent(GuildId);
