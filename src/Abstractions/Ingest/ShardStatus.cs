using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>How a shard stands.</summary>
/// <param name="Connected">Whether events flow.</param>
/// <param name="State">The state in words: <c>Ready</c>, <c>Connecting</c> …</param>
/// <param name="DurableSequence">The last Discord sequence number whose effects, and those of all before it, are stored.</param>
/// <param name="Failure">Why it is not connected: Discord refuses it for good, or it could not be started. Null where there is no such reason.</param>
/// <param name="IsComplete">Whether every guild that the session began with has arrived, or been waited for long enough.</param>
[GenerateSerializer, Immutable, Alias("fabric.ShardStatus")]
public sealed record ShardStatus(
    [property: Id(0)] bool Connected,
    [property: Id(1)] string State,
    [property: Id(2)] long DurableSequence,
    [property: Id(3)] string? Failure,
    [property: Id(4)] bool IsComplete = false);
