using System.Net;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Where a silo listens.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Sets the advertised address and both ports.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        IPAddress advertisedIP,
        int siloPort,
        int gatewayPort,
        bool listenOnAnyHostAddress = false) =>
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
            var listen = listenOnAnyHostAddress ? IPAddress.Any : advertisedIP;
            options.SiloListeningEndpoint = new IPEndPoint(listen, siloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(listen, gatewayPort);
        });
}
