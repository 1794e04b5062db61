using Orleans;

namespace Fabric.Engine.Tests.Grains;

[GenerateSerializer, Alias("engine-tests.Shape")]
public abstract record Shape;
