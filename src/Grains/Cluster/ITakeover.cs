using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>For whom this silo may act.</summary>
public interface ITakeover
{
    /// <summary>Whether the silo acts no more, so that what it owned may be claimed. Asking makes this silo find out.</summary>
    bool IsCleared(SiloId silo);

    /// <summary>Whether the silo seems lost, though it may be a member still.</summary>
    bool IsSuspect(SiloId silo);

    /// <summary>
    /// Asks a silo that is alive to let go of an entity which the engine has activated here: it may have an activation that is forgotten, or none.
    /// True when nothing acts for the entity there any more, by any claim that was made up to now; false where that is not known.
    /// </summary>
    Task<bool> AskToReleaseAsync(SiloId silo, EntityId entity);
}
