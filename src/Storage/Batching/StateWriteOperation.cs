using Orleans;

namespace Fabric.Storage.Batching;

/// <summary>Writes a grain's state.</summary>
internal sealed class StateWriteOperation<T>(RecordKey key, IGrainState<T> state, int formatVersion, ArraySegment<byte> rented)
    : PayloadWriteOperation(key, ETags.Parse(state.ETag), formatVersion, rented)
{
    protected override void Apply()
    {
        state.ETag = ETags.ToText(StoredETag);
        state.RecordExists = true;
    }
}
