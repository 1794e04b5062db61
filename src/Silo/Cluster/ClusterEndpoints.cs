using System.Net;
using System.Net.Sockets;
using Fabric.Protocol;
using Fabric.Storage.Postgres;
using Fabric.Storage.Postgres.Membership;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Fabric.Silo.Cluster;

/// <summary>
/// Where this silo listens and is reached. Decided once, when first asked: which address leads to the database is known only once that
/// is there.
/// </summary>
internal sealed class ClusterEndpoints(
    IOptions<SiloClusterOptions> options, PostgresDatabase database, PostgresSilos silos, TimeProvider time, IRandomSource random)
    : IConfigureOptions<EndpointOptions>
{
    private readonly Lazy<EndpointOptions> _decided = new(() => Decide(options.Value, database, random));

    /// <summary>The address and port by which the cluster knows this silo.</summary>
    public IPEndPoint Silo => new(_decided.Value.AdvertisedIPAddress, _decided.Value.SiloPort);

    public void Configure(EndpointOptions options)
    {
        var decided = _decided.Value;
        (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (decided.AdvertisedIPAddress, decided.SiloPort, decided.GatewayPort);
        options.SiloListeningEndpoint = decided.SiloListeningEndpoint;
        options.GatewayListeningEndpoint = decided.GatewayListeningEndpoint;
    }

    /// <summary>
    /// The line for an address that this silo cannot have; null if it can. The engine would take the newer one of two silos at one address
    /// for the older's successor, and have the older one end. On one machine the second cannot listen; on another, where the address may
    /// be advertised by mistake, the first is found in the membership table, and answers.
    /// </summary>
    public async Task<string?> FindRefusedAsync(CancellationToken cancellationToken) =>
        FindRefused("Cluster:SiloPort", _decided.Value.SiloListeningEndpoint!)
            ?? FindRefused("Cluster:GatewayPort", _decided.Value.GatewayListeningEndpoint!)
            ?? await FindOtherSiloAsync(cancellationToken);

    private static EndpointOptions Decide(SiloClusterOptions options, PostgresDatabase database, IRandomSource random)
    {
        var advertised = options.AdvertisedAddress.Length > 0 ? IPAddress.Parse(options.AdvertisedAddress) : database.FindAddressTowards();
        var listening = options.ListenAddress switch
        {
            "" => advertised,
            "*" => advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any,
            _ => IPAddress.Parse(options.ListenAddress),
        };
        using var silo = new FreePort(listening, options.SiloPort, random);
        using var gateway = new FreePort(listening, options.GatewayPort, random);
        return new EndpointOptions
        {
            AdvertisedIPAddress = advertised,
            SiloPort = silo.Number,
            GatewayPort = gateway.Number,
            SiloListeningEndpoint = new IPEndPoint(listening, silo.Number),
            GatewayListeningEndpoint = new IPEndPoint(listening, gateway.Number),
        };
    }

    private static string? FindRefused(string setting, IPEndPoint endPoint)
    {
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endPoint);
            return null;
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return $"The silo's address is '{endPoint.Address}', which this machine does not have; set Cluster:AdvertisedAddress to one of its own, "
                + "or Cluster:ListenAddress to '*' where the advertised one is forwarded to it.";
        }
        catch (SocketException problem)
        {
            return $"{setting} is {endPoint.Port}, which cannot be listened on at {endPoint.Address} ({problem.Message}); "
                + "stop the other silo or program there, or set another port (0 takes any that is free).";
        }
    }

    private async Task<string?> FindOtherSiloAsync(CancellationToken cancellationToken)
    {
        if (await silos.FindMachineAtAsync(Silo, cancellationToken) is not { } machine || !await PortAnswer.IsThereAsync(Silo, time, cancellationToken))
        {
            return null;
        }

        return $"The silo's address is {Silo}, where another silo of this cluster answers (on machine '{machine}'); "
            + "set Cluster:AdvertisedAddress to an address of this machine alone, or Cluster:SiloPort to another port.";
    }
}
