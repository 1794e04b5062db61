using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>Which shards of a bot are to run.</summary>
/// <param name="Count">The number of shards of the set that serves; 0 while it is not known.</param>
/// <param name="NextCount">The number of shards of the set that is to take its place and is being set up; null where there is none.</param>
/// <param name="Problem">Why there is no plan, or why it cannot be followed: one line for the operator. Null where there is no such reason.</param>
[GenerateSerializer, Immutable, Alias("fabric.BotPlan")]
public sealed record BotPlan([property: Id(0)] int Count, [property: Id(1)] int? NextCount, [property: Id(2)] string? Problem);
