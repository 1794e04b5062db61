using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Splits entities over silos, the same way in every silo: each entity goes to the silo with the highest hash of the two, so that a
/// change of membership moves only what has to move.
/// </summary>
internal static class EntityShare
{
    /// <summary>Whose the entity is.</summary>
    public static SiloId? Of(string entity, IEnumerable<SiloId> silos)
    {
        SiloId? best = null;
        ulong highest = 0;
        foreach (var silo in silos)
        {
            var hash = StableHash.Of(silo.Value, entity);
            if (best is null || hash > highest || (hash == highest && string.CompareOrdinal(silo.Value, best.Value.Value) > 0))
            {
                (best, highest) = (silo, hash);
            }
        }

        return best;
    }
}
