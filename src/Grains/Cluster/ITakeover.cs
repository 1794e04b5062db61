using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>For whom this silo may act.</summary>
public interface ITakeover
{
    /// <summary>Whether the silo acts no more, so that what it owned may be claimed. Asking makes this silo find out.</summary>
    bool IsCleared(SiloId silo);
}
