using Fabric.Storage.Formats;
using Orleans;

namespace Fabric.Storage.Batching;

/// <summary>Deletes the record of a grain's state.</summary>
internal sealed class StateClearOperation<T>(RecordKey key, IGrainState<T> state) : WriteOperation(key, ETags.Parse(state.ETag))
{
    protected override void Apply()
    {
        state.State = StateFormat<T>.Empty();
        state.ETag = null;
        state.RecordExists = false;
    }
}
