using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Support;

/// <summary>A lease that a test takes away.</summary>
internal sealed class TestLease : ISiloLease
{
    private volatile bool _holds = true;
    private int _asked;

    public bool Holds
    {
        get
        {
            Interlocked.Increment(ref _asked);
            return _holds;
        }
        set => _holds = value;
    }

    /// <summary>How often it was asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);
}
