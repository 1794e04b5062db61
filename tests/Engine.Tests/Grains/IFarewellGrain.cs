using Orleans;

namespace Fabric.Engine.Tests.Grains;

[Alias("engine-tests.IFarewellGrain")]
public interface IFarewellGrain : IGrainWithStringKey
{
    Task TouchAsync();
}
