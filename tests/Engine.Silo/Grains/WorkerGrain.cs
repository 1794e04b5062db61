using Orleans;
using Orleans.Concurrency;

namespace Fabric.Engine.Silo.Grains;

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> WorkAsync(string gate)
    {
        await GrainFactory.GetGrain<ITurnsGrain>(gate).InterleaveAsync(gate);
        return _activation;
    }
}
