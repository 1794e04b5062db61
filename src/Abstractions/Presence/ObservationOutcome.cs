using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>What became of an observation: it is applied and told in any case, and durable or not yet.</summary>
/// <param name="HeldBy">The activation whose memory alone holds the effect; empty where it is durable.</param>
[GenerateSerializer, Immutable, Alias("fabric.ObservationOutcome")]
public readonly record struct ObservationOutcome([property: Id(0)] Guid HeldBy)
{
    /// <summary>Whether the effect is stored.</summary>
    public bool IsDurable => HeldBy == Guid.Empty;
}
