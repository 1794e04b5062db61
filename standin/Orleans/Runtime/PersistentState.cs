using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A grain's state in a store.</summary>
internal sealed class PersistentState<TState>(string name, IGrainStorage storage, GrainId grainId) : IPersistentState<TState>, IStoredState
{
    private readonly GrainState<TState> _stored = new(Activator.CreateInstance<TState>());

    public TState State
    {
        get => _stored.State!;
        set => _stored.State = value;
    }

    public string? Etag => _stored.ETag;

    public bool RecordExists => _stored.RecordExists;

    public Task ReadStateAsync() => RunAsync("reading", static (store, state, id, stored) => store.ReadStateAsync(state, id, stored));

    public Task WriteStateAsync() => RunAsync("writing", static (store, state, id, stored) => store.WriteStateAsync(state, id, stored));

    public Task ClearStateAsync() => RunAsync("clearing", static (store, state, id, stored) => store.ClearStateAsync(state, id, stored));

    /// <summary>What a store throws reaches the grain as the engine's exception.</summary>
    private async Task RunAsync(string operation, Func<IGrainStorage, string, GrainId, GrainState<TState>, Task> run)
    {
        try
        {
            await run(storage, name, grainId, _stored);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException($"The store failed when {operation} the state '{name}' of {grainId}: {exception.Message}", exception);
        }
    }
}
