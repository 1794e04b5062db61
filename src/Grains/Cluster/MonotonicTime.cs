namespace Fabric.Grains.Cluster;

/// <summary>The clock that leases count by.</summary>
internal static class MonotonicTime
{
    /// <summary>The time since some moment before this process began. It goes on while the process is stopped, and is never set.</summary>
    public static TimeSpan Monotonic(this TimeProvider time) => time.GetElapsedTime(0);
}
