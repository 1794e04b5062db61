using System.Net;
using System.Net.Sockets;

namespace Fabric.Testing;

/// <summary>
/// Ports of this machine for servers whose port has to be known before they start. They lie below those that systems give to outgoing
/// connections and to who asks for port 0, so that none of these takes one meanwhile, and above the one that a silo has by default; one process
/// gives no port twice before all were given.
/// </summary>
public static class LoopbackPort
{
    private const int First = 12_000;
    private const int Count = 8_000;

    /// <summary>Where this process begins: processes of one test run begin at different places.</summary>
    private static int _last = Environment.ProcessId * 61;

    /// <summary>One that nobody listens on just now.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Free()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Each port from {First} to {First + Count - 1} is taken.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
