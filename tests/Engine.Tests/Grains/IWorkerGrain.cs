using Orleans;

namespace Fabric.Engine.Tests.Grains;

[Alias("engine-tests.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> WorkAsync(string gate);
}
