using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.Counter")]
public sealed class CounterState
{
    [Id(0)]
    public int Value { get; set; }
}
