using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Engine.Silo.Grains;

[HashBasedPlacement]
public sealed class CounterGrain([PersistentState("counter", Stores.Main)] IPersistentState<CounterState> counter) : Grain, ICounterGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> AddAsync(int by)
    {
        counter.State.Value += by;
        await counter.WriteStateAsync();
        return counter.State.Value;
    }

    public Task<int> GetAsync() => Task.FromResult(counter.State.Value);

    public Task<(int Value, bool Exists, string? ETag)> InspectAsync() =>
        Task.FromResult((counter.State.Value, counter.RecordExists, counter.Etag));

    public Task ClearAsync() => counter.ClearStateAsync();

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteStaleAsync()
    {
        var storage = GrainContext.ActivationServices.GetRequiredKeyedService<IGrainStorage>(Stores.Main);
        var newer = new GrainState<CounterState>(new CounterState { Value = 1000 }, counter.Etag);
        await storage.WriteStateAsync("counter", this.GetGrainId(), newer);
        counter.State.Value = -1;
        await counter.WriteStateAsync();
    }
}
