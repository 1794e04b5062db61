using System.Net;

namespace Orleans.Configuration;

/// <summary>Where a silo listens, and what it tells others.</summary>
public class EndpointOptions
{
    /// <summary>The address that others reach it at; loopback where none is set.</summary>
    public IPAddress AdvertisedIPAddress { get; set; } = null!;

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients; 0 for none.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Where it listens for silos, if not at the advertised address.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Where it listens for clients, if not at the advertised address.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}
