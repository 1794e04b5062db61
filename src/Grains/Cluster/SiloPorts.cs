using System.Net;
using System.Net.Sockets;

namespace Fabric.Grains.Cluster;

/// <summary>Looks by connecting.</summary>
internal sealed class SiloPorts : ISiloPorts
{
    /// <inheritdoc />
    public async Task<bool> RefusesAsync(IPEndPoint silo, CancellationToken cancellationToken)
    {
        using var socket = new Socket(silo.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo, cancellationToken);
            return false;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }
}
