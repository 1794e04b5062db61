using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.Shape")]
public abstract record Shape;
