using Orleans;

namespace Fabric.Engine.Tests.Grains;

[GenerateSerializer, Alias("engine-tests.Circle")]
public sealed record Circle([property: Id(0)] double Radius) : Shape;
