using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Cluster;

/// <summary>
/// Owns which of its partition's gateways are alive. When its silo dies the next activation knows their names from storage, and each
/// has its lifetime to renew.
/// </summary>
[Alias("fabric.IGatewayRegistryGrain")]
public interface IGatewayRegistryGrain : IGrainWithStringKey
{
    /// <summary>A gateway is alive; to be said each second. One that drains sends its clients elsewhere.</summary>
    Task RenewAsync(GatewayId gateway, bool isDraining);

    /// <summary>A gateway has ended in order, and has told its sessions so.</summary>
    Task LeaveAsync(GatewayId gateway);

    /// <summary>How a gateway stands.</summary>
    Task<GatewayStanding> GetStandingAsync(GatewayId gateway);
}
