using System.Net.WebSockets;
using Fabric.Discord.Gateway;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Opens connections that send nothing, heartbeats and closes included, once the silo's lease is gone: another silo may have resumed
/// the session by then. To the shard such a connection is a broken one.
/// </summary>
internal sealed class LeasedSocketFactory(IGatewaySocketFactory sockets, ISiloLease lease) : IGatewaySocketFactory
{
    public async ValueTask<IGatewaySocket> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        ThrowIfGone(lease);
        return new LeasedSocket(await sockets.ConnectAsync(url, cancellationToken), lease);
    }

    private static void ThrowIfGone(ISiloLease lease)
    {
        if (!lease.Holds)
        {
            throw new WebSocketException("This silo is out of touch and may not act any more.");
        }
    }

    private sealed class LeasedSocket(IGatewaySocket socket, ISiloLease lease) : IGatewaySocket
    {
        public ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            socket.ReceiveAsync(buffer, cancellationToken);

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            ThrowIfGone(lease);
            return socket.SendAsync(message, cancellationToken);
        }

        public ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken)
        {
            ThrowIfGone(lease);
            return socket.CloseAsync(closeCode, cancellationToken);
        }

        public ValueTask DisposeAsync() => socket.DisposeAsync();
    }
}
