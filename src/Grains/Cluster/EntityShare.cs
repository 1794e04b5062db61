using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Splits entities over silos, the same way in every silo: each entity goes to the silo with the highest hash of the two, so that a
/// change of membership moves only what has to move.
/// </summary>
internal static class EntityShare
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Whose the entity is.</summary>
    public static SiloId? Of(string entity, IEnumerable<SiloId> silos)
    {
        SiloId? best = null;
        ulong highest = 0;
        foreach (var silo in silos)
        {
            var hash = Mix(Hash(Hash(Offset, silo.Value), entity));
            if (best is null || hash > highest || (hash == highest && string.CompareOrdinal(silo.Value, best.Value.Value) > 0))
            {
                (best, highest) = (silo, hash);
            }
        }

        return best;
    }

    /// <summary>A partition for the entity, the same in every process and version.</summary>
    public static int PartitionOf(string entity, int partitions) => (int)(Mix(Hash(Offset, entity)) % (ulong)partitions);

    private static ulong Hash(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    /// <summary>FNV leaves the high bits of short texts alike, and the highest hash wins.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
