using System.Net;
using System.Net.Sockets;

namespace Fabric.Silo.Cluster;

/// <summary>Whether a program listens at an address, asked by connecting to it.</summary>
internal static class PortAnswer
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a connection has to last. A silo waits for whoever connects to speak first; a forwarder accepts in the name of one that is
    /// gone, and closes.
    /// </summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(300);

    /// <summary>True if a connection comes about and lasts.</summary>
    public static async Task<bool> IsThereAsync(IPEndPoint endPoint, TimeProvider time, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        return await ConnectsAsync(socket, endPoint, time, cancellationToken) && await LastsAsync(socket, time, cancellationToken);
    }

    private static async Task<bool> ConnectsAsync(Socket socket, IPEndPoint endPoint, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endPoint, either.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<bool> LastsAsync(Socket socket, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Lasting, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await socket.ReceiveAsync(new byte[1], either.Token) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
