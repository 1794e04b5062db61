namespace Fabric.Storage.Batching;

/// <summary>A read that waits for its record.</summary>
internal abstract class ReadOperation(RecordKey key, long requestedAt) : StorageOperation(key)
{
    /// <summary>The clock's timestamp of the request.</summary>
    public long RequestedAt { get; } = requestedAt;

    /// <summary>The record was found. Whatever is wrong with it fails this read alone.</summary>
    public abstract void Deliver(in StoredRecord record);

    /// <summary>There is no record.</summary>
    public abstract void DeliverNothing();
}
