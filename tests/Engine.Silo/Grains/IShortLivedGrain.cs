using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IShortLivedGrain")]
public interface IShortLivedGrain : IGrainWithStringKey
{
    Task<Guid> ActivationAsync();

    Task StayAsync();
}
