using Fabric.Storage.Formats;
using Orleans;

namespace Fabric.Storage.Batching;

/// <summary>Reads into a grain's state.</summary>
internal sealed class StateReadOperation<T>(RecordKey key, long requestedAt, StateFormat<T> format, IGrainState<T> target)
    : ReadOperation(key, requestedAt)
{
    public override void Deliver(in StoredRecord record)
    {
        T state;
        try
        {
            state = format.Read(Key, record);
        }
        catch (StorageException exception)
        {
            Fail(exception);
            return;
        }

        target.State = state;
        target.ETag = ETags.ToText(record.ETag);
        target.RecordExists = true;
        SetResult();
    }

    public override void DeliverNothing()
    {
        target.State = StateFormat<T>.Empty();
        target.ETag = null;
        target.RecordExists = false;
        SetResult();
    }
}
