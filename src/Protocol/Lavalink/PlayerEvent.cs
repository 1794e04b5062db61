using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Something that happened to a player (lavalink.md §1.4).</summary>
/// <param name="GuildId">Whose player.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.PlayerEvent")]
public abstract record PlayerEvent([property: Id(0)] ulong GuildId);
