using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>What a silo is to do with shards.</summary>
/// <param name="Run">To be run here; most of them are already.</param>
/// <param name="Move">To be handed to another silo.</param>
/// <param name="End">To be ended for good.</param>
/// <param name="Problems">What keeps bots of this silo from being ingested: one line each.</param>
/// <param name="IsSettled">False while something is under way, so that asking again soon is worth it.</param>
[GenerateSerializer, Immutable, Alias("fabric.IngestOrders")]
public sealed record IngestOrders(
    [property: Id(0)] ShardRun[] Run,
    [property: Id(1)] ShardMove[] Move,
    [property: Id(2)] ShardId[] End,
    [property: Id(3)] BotProblem[] Problems,
    [property: Id(4)] bool IsSettled);
