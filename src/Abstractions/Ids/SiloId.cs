using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>One life of a silo's process: its address and its generation, so that no two lives share an id.</summary>
[GenerateSerializer, Immutable, Alias("fabric.SiloId")]
public readonly record struct SiloId([property: Id(0)] string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
