using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IFarewellGrain")]
public interface IFarewellGrain : IGrainWithStringKey
{
    Task TouchAsync();
}
