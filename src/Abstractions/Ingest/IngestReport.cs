using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>What a silo that ingests says of itself.</summary>
/// <param name="Silo">Which.</param>
/// <param name="Bots">Those whose tokens it has.</param>
/// <param name="Shards">Those that live in it.</param>
/// <param name="IsLeaving">Whether it is about to stop, and gives its shards away.</param>
[GenerateSerializer, Immutable, Alias("fabric.IngestReport")]
public sealed record IngestReport(
    [property: Id(0)] SiloId Silo,
    [property: Id(1)] BotId[] Bots,
    [property: Id(2)] RunningShard[] Shards,
    [property: Id(3)] bool IsLeaving);
