using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IPublisherGrain")]
public interface IPublisherGrain : IGrainWithStringKey
{
    Task PublishAsync(string stream, int first, int count);
}
