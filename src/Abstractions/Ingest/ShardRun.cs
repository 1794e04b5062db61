using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>A shard that is to run.</summary>
/// <param name="Shard">Which.</param>
/// <param name="AnswersCommands">Whether it answers users' commands.</param>
[GenerateSerializer, Immutable, Alias("fabric.ShardRun")]
public sealed record ShardRun([property: Id(0)] ShardId Shard, [property: Id(1)] bool AnswersCommands);
