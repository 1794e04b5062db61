using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>A shard that is to go on in another silo.</summary>
/// <param name="Run">Which, and how.</param>
/// <param name="To">Where.</param>
[GenerateSerializer, Immutable, Alias("fabric.ShardMove")]
public sealed record ShardMove([property: Id(0)] ShardRun Run, [property: Id(1)] SiloId To);
