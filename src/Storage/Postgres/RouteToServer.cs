using System.Net;
using System.Net.Sockets;

namespace Fabric.Storage.Postgres;

/// <summary>Finds out which of this machine's addresses leads to the database server.</summary>
internal static class RouteToServer
{
    /// <summary>Loopback where the server is on this machine, or cannot be found.</summary>
    public static IPAddress FindLocalAddress(string hosts, int port)
    {
        var host = hosts.Split(',')[0].Trim();
        if (host.StartsWith('/') || host.StartsWith('@'))
        {
            // A Unix socket: the server is on this machine.
            return IPAddress.Loopback;
        }

        try
        {
            var (name, itsPort) = SplitPort(host, port);
            var server = Dns.GetHostAddresses(name).OrderBy(static address => address.AddressFamily != AddressFamily.InterNetwork).First();
            return IPAddress.IsLoopback(server) ? IPAddress.Loopback : LocalAddressTowards(new IPEndPoint(server, itsPort));
        }
        catch (SocketException)
        {
            return IPAddress.Loopback;
        }
    }

    /// <summary>Connecting a datagram socket sends nothing; it only asks the routing table.</summary>
    private static IPAddress LocalAddressTowards(IPEndPoint server)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(server);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }

    /// <summary>Where several servers are named, each may have its port: <c>one:5432,two:5433</c>.</summary>
    private static (string Name, int Port) SplitPort(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        return !IPAddress.TryParse(host, out _) && colon > 0 && int.TryParse(host.AsSpan(colon + 1), out var own) ? (host[..colon], own) : (host, port);
    }
}
