using System.Net;
using System.Net.Sockets;
using Fabric.Protocol;

namespace Fabric.Silo.Cluster;

/// <summary>
/// A port as it was set, or one that is free and stays so until this is disposed of. It is looked for where the system takes no ports for
/// outgoing connections: one of those could take it before the engine listens on it.
/// </summary>
internal sealed class FreePort : IDisposable
{
    /// <summary>Systems take outgoing ports from 32,768 (Linux) or 49,152 (RFC 6335) upwards.</summary>
    private const int First = 20_000;

    private const int Count = 12_000;
    private const int Attempts = 100;

    private readonly TcpListener? _listener;

    /// <summary>Finds one where <paramref name="wanted" /> is 0. An address that this machine does not have is refused elsewhere.</summary>
    /// <exception cref="SocketException">There is none.</exception>
    public FreePort(IPAddress address, int wanted, IRandomSource random)
    {
        Number = wanted;
        if (wanted != 0)
        {
            return;
        }

        _listener = Find(address, random);
        Number = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Number { get; }

    public void Dispose() => _listener?.Dispose();

    private static TcpListener Find(IPAddress address, IRandomSource random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryListen(ref address, First + (int)(random.NextDouble() * Count)) is { } listener)
            {
                return listener;
            }
        }

        throw new SocketException((int)SocketError.AddressAlreadyInUse);
    }

    private static TcpListener? TryListen(ref IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException problem)
        {
            listener.Dispose();
            address = problem.SocketErrorCode == SocketError.AddressNotAvailable ? IPAddress.Any : address;
            return null;
        }
    }
}
