namespace Fabric.Silo;

/// <summary>Tells from what a process allocates, looked at once a second, when it has left much garbage and allocates little any more.</summary>
internal sealed class BurstWatch
{
    /// <summary>Bytes a second below which a process is idle.</summary>
    private const long Idle = 8 << 20;

    /// <summary>Less garbage than this, in bytes, is not worth a collection.</summary>
    private const long Least = 64 << 20;

    /// <summary>Nor is less than this part of the heap.</summary>
    private const double LeastShare = 0.1;

    private long _allocated;
    private long _allocatedAtCollection;
    private int _collections;

    /// <summary>Whether now is the time to collect all generations.</summary>
    /// <param name="allocated">The bytes that the process has allocated in all.</param>
    /// <param name="heap">The bytes of the heap as of its last collection.</param>
    /// <param name="collections">How often all generations were collected.</param>
    public bool IsOver(long allocated, long heap, int collections)
    {
        var rate = allocated - _allocated;
        _allocated = allocated;
        if (collections != _collections)
        {
            (_collections, _allocatedAtCollection) = (collections, allocated);
        }

        return rate < Idle && allocated - _allocatedAtCollection > Math.Max(Least, (long)(heap * LeastShare));
    }
}
