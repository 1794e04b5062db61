using System.Net.WebSockets;

namespace Fabric.Discord.Gateway;

/// <summary>A websocket to the gateway. One receive and one send may run at the same time. Disposing drops the connection.</summary>
public interface IGatewaySocket : IAsyncDisposable
{
    /// <summary>Receives a piece of a message. A broken connection is <see cref="GatewaySocketMessage.Closed"/>, not an exception.</summary>
    ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends a text message.</summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a close frame and waits for the peer's: a connection that is dropped before may take the frame with it. What arrives
    /// meanwhile goes to a receive under way, or is lost.
    /// </summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken);
}
