using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.Circle")]
public sealed record Circle([property: Id(0)] double Radius) : Shape;
