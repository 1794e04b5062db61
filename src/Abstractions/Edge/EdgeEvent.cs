using Orleans;

namespace Fabric.Abstractions.Edge;

/// <summary>What grains tell a gateway through its stream. Streams may lose messages: nothing here is the only copy of anything.</summary>
[GenerateSerializer, Immutable, Alias("fabric.EdgeEvent")]
public abstract record EdgeEvent;
