using System.Net;
using System.Net.Sockets;

namespace Fabric.Silo.Cluster;

/// <summary>A port as it was set, or one that is free and stays so until this is disposed of.</summary>
internal sealed class FreePort : IDisposable
{
    private readonly TcpListener? _listener;

    /// <summary>Finds one where <paramref name="wanted" /> is 0. An address that this machine does not have is refused elsewhere.</summary>
    public FreePort(IPAddress address, int wanted)
    {
        Number = wanted;
        if (wanted != 0)
        {
            return;
        }

        _listener = Listen(address) ?? Listen(IPAddress.Any);
        Number = ((IPEndPoint)_listener!.LocalEndpoint).Port;
    }

    public int Number { get; }

    public void Dispose() => _listener?.Dispose();

    private static TcpListener? Listen(IPAddress address)
    {
        var listener = new TcpListener(address, 0);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
