using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>How a shard stands.</summary>
/// <param name="Connected">Whether events flow.</param>
/// <param name="State">The state in words: <c>Ready</c>, <c>Connecting</c> …</param>
/// <param name="DurableSequence">The last Discord sequence number whose effects, and those of all before it, are stored.</param>
/// <param name="Failure">Why Discord refuses the shard for good; null while it does not.</param>
[GenerateSerializer, Immutable, Alias("fabric.ShardStatus")]
public sealed record ShardStatus(
    [property: Id(0)] bool Connected,
    [property: Id(1)] string State,
    [property: Id(2)] long DurableSequence,
    [property: Id(3)] string? Failure);
