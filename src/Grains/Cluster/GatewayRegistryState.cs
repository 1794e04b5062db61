using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>What is stored of a partition of the gateway registry.</summary>
[GenerateSerializer, Alias("fabric.GatewayRegistryState")]
public sealed class GatewayRegistryState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The gateways that are known.</summary>
    [Id(0)]
    public string[] Gateways { get; set; } = [];
}
