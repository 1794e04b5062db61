using Fabric.Abstractions.Presence;
using Orleans;

namespace Fabric.Abstractions.Edge;

/// <summary>A followed user's presence changed.</summary>
[GenerateSerializer, Immutable, Alias("fabric.PresenceChanged")]
public sealed record PresenceChanged([property: Id(0)] PresenceSnapshot Snapshot) : EdgeEvent;
