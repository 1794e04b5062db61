using Fabric.Discord.Gateway;

namespace Fabric.Grains.Ingest;

/// <summary>What it takes to go on with a shard elsewhere.</summary>
/// <param name="Session">The session, with the number up to which everything is durable; null where there is none to resume.</param>
/// <param name="Guilds">The guilds that the shard has seen members of.</param>
internal sealed record ShardCheckpoint(GatewaySession? Session, IReadOnlyCollection<ulong> Guilds);
