using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>Leave to identify.</summary>
/// <param name="IsGranted">False where the day's budget is used up: ask again after the wait.</param>
/// <param name="Wait">How long to wait first.</param>
[GenerateSerializer, Immutable, Alias("fabric.IdentifyPermit")]
public sealed record IdentifyPermit([property: Id(0)] bool IsGranted, [property: Id(1)] TimeSpan Wait);
