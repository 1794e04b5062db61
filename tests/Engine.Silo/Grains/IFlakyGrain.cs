using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IFlakyGrain")]
public interface IFlakyGrain : IGrainWithGuidKey
{
    Task<int> TouchAsync();
}
