using System.Globalization;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Cluster;

/// <summary>The key of an <see cref="IGatewayRegistryGrain" />: its partition.</summary>
public static class GatewayRegistryKey
{
    /// <summary>How many partitions there are. Part of the stored form.</summary>
    public const int Partitions = 16;

    /// <summary>The partition that a gateway is in.</summary>
    public static string Of(GatewayId gateway) => ((int)(StableHash.Of(gateway.Value) % Partitions)).ToString(CultureInfo.InvariantCulture);
}
