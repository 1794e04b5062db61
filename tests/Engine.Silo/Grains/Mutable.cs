using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.Mutable")]
public sealed class Mutable
{
    [Id(0)]
    public List<int> Numbers { get; set; } = [];
}
