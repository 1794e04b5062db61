using Orleans;

namespace Fabric.Abstractions.Edge;

/// <summary>Sent by a gateway through its own stream, to see that it comes back.</summary>
[GenerateSerializer, Immutable, Alias("fabric.StreamMarker")]
public sealed record StreamMarker : EdgeEvent;
