using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Immutable, Alias("engine-tests.Shared")]
public sealed record Shared([property: Id(0)] string Name, [property: Id(1)] ReadOnlyMemory<byte> Bytes);
