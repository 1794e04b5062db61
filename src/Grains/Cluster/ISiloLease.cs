namespace Fabric.Grains.Cluster;

/// <summary>The silo's promise to be in touch (docs/failover.md). Whoever sends to Discord, or connects to it, asks just before.</summary>
public interface ISiloLease
{
    /// <summary>Whether this silo may act now. Costs no allocation and no lock; once it is false it stays so.</summary>
    bool Holds { get; }
}
