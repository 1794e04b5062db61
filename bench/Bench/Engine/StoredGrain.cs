using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Bench.Engine;

/// <summary>See <see cref="IStoredGrain" />.</summary>
[HashBasedPlacement]
public sealed class StoredGrain([PersistentState("bench", EngineHost.Store)] IPersistentState<StoredState> stored) : Grain, IStoredGrain
{
    /// <inheritdoc />
    public Task SetAsync(int value)
    {
        stored.State.Value = value;
        return stored.WriteStateAsync();
    }

    /// <inheritdoc />
    public Task<int> GetAsync() => Task.FromResult(stored.State.Value);
}
