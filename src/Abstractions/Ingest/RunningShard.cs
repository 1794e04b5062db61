using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>A shard that lives in a silo.</summary>
/// <param name="Shard">Which.</param>
/// <param name="IsComplete">Whether it is connected, and every guild that its session began with has arrived.</param>
[GenerateSerializer, Immutable, Alias("fabric.RunningShard")]
public sealed record RunningShard([property: Id(0)] ShardId Shard, [property: Id(1)] bool IsComplete);
