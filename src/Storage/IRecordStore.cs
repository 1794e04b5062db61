using Fabric.Storage.Batching;

namespace Fabric.Storage;

/// <summary>A database of records. Each request's own task tells how it ended, a closed database included.</summary>
internal interface IRecordStore
{
    /// <summary>The largest payload that it takes, in bytes.</summary>
    int MaxRecordBytes { get; }

    void Request(ReadOperation read);

    void Request(WriteOperation write);
}
