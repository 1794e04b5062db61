using Orleans;

namespace Fabric.Engine.Tests.Grains;

[Alias("engine-tests.IFlakyGrain")]
public interface IFlakyGrain : IGrainWithGuidKey
{
    Task<int> TouchAsync();
}
