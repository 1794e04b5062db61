using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>One process that serves clients: chosen anew at each start, so that no two lives of a process share an id.</summary>
[GenerateSerializer, Immutable, Alias("fabric.GatewayId")]
public readonly record struct GatewayId([property: Id(0)] string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
