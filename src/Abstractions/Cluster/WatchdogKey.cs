using System.Globalization;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Cluster;

/// <summary>The key of an <see cref="IWatchdogGrain" />: its partition.</summary>
public static class WatchdogKey
{
    /// <summary>How many partitions there are. Stored records depend on it: never change it without a migration.</summary>
    public const int Partitions = 256;

    /// <summary>The partition of an entity.</summary>
    public static string Of(EntityId entity) => OfPartition((int)(StableHash.Of(entity.ToString()) % Partitions));

    /// <summary>The key of a partition.</summary>
    public static string OfPartition(int partition) => partition.ToString(CultureInfo.InvariantCulture);
}
