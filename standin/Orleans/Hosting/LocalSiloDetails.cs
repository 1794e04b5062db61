using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Who this silo is, from its options.</summary>
internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints, IOptions<SiloOptions> silo)
    {
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        var address = endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback;
        SiloAddress = SiloAddress.New(address, endpoints.Value.SiloPort, SiloAddress.AllocateNewGeneration());
        GatewayAddress = SiloAddress.New(address, endpoints.Value.GatewayPort, SiloAddress.Generation);
        Name = silo.Value.SiloName ?? $"Silo_{SiloAddress.Endpoint}";
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
