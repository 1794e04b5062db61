using System.Net.WebSockets;

namespace Fabric.Discord.Gateway;

/// <summary>Opens real websockets. The gateway has heartbeats of its own, so websocket pings are off.</summary>
public sealed class WebSocketFactory : IGatewaySocketFactory
{
    /// <inheritdoc />
    public async ValueTask<IGatewaySocket> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(url, cancellationToken);
            return new WebSocketGatewaySocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
