using System.Net;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Clustering for one machine.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A cluster on this machine's loopback address, without a membership store.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        if (primarySiloEndpoint is not null && primarySiloEndpoint.Port != siloPort)
        {
            throw new NotSupportedException("The stand-in forms clusters of several silos through a membership table only.");
        }

        builder.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (serviceId, clusterId));
        return builder.Configure<EndpointOptions>(options =>
            (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (IPAddress.Loopback, siloPort, gatewayPort));
    }
}
