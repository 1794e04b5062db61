using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Tells how a player stands (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
/// <param name="State">How it stands.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.PlayerUpdateMessage")]
public readonly record struct PlayerUpdateMessage([property: Id(0)] ulong GuildId, [property: Id(1)] PlayerState State);
