using System.Globalization;
using Orleans.Storage;

namespace Fabric.Storage.Batching;

/// <summary>
/// A write or deletion that waits for its transaction. While that runs the outcome is only noted: it is told to the caller by
/// <see cref="Settle" />, after the commit.
/// </summary>
internal abstract class WriteOperation(RecordKey key, long expectedETag) : StorageOperation(key)
{
    /// <summary>The tag that the writer read or last wrote; <see cref="ETags.None" /> for no record.</summary>
    public long ExpectedETag { get; } = expectedETag;

    /// <summary>The tag in the database: after this operation, or, if it conflicted, that which it met.</summary>
    public long StoredETag { get; private set; }

    public bool Conflicted { get; private set; }

    /// <summary>Notes that the operation took effect.</summary>
    public void Store(long etag)
    {
        StoredETag = etag;
        Conflicted = false;
    }

    /// <summary>Notes that another tag was found, and nothing changed.</summary>
    public void Conflict(long storedETag)
    {
        StoredETag = storedETag;
        Conflicted = true;
    }

    /// <summary>Tells the caller.</summary>
    public void Settle()
    {
        if (Conflicted)
        {
            Fail(NewConflict());
            return;
        }

        Release();
        Apply();
        SetResult();
    }

    /// <summary>Carries the outcome into the grain's state.</summary>
    protected abstract void Apply();

    private InconsistentStateException NewConflict()
    {
        var stored = ETags.ToTextOrNull(StoredETag);
        var current = ExpectedETag == ETags.Foreign ? "(not issued by this storage)" : ETags.ToTextOrNull(ExpectedETag);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Record {Key} was changed by another writer: its stored ETag is {stored ?? "(none)"}, the writer's {current ?? "(none)"}.");
        return new InconsistentStateException(message, stored, current);
    }
}
