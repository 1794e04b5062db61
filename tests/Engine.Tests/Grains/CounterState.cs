using Orleans;

namespace Fabric.Engine.Tests.Grains;

[GenerateSerializer, Alias("engine-tests.Counter")]
public sealed class CounterState
{
    [Id(0)]
    public int Value { get; set; }
}
