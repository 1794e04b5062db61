using System.Globalization;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Presence;

/// <summary>The key of a <see cref="IPresenceIndexGrain" />: its partition.</summary>
public static class PresenceIndexKey
{
    /// <summary>How many partitions there are. Stored records depend on it: never change it without a migration.</summary>
    public const int Partitions = 64;

    private const int TimestampShift = 22;

    /// <summary>The partition of a user: by the time in the snowflake and the bits below, so that neighbours spread.</summary>
    public static string Of(UserId user) => OfPartition((int)((user.Value ^ (user.Value >> TimestampShift)) % Partitions));

    /// <summary>The key of a partition.</summary>
    public static string OfPartition(int partition) => partition.ToString(CultureInfo.InvariantCulture);
}
