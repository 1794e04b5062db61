using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> WorkAsync(string gate);
}
