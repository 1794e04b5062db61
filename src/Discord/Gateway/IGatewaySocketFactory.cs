using System.Net.WebSockets;

namespace Fabric.Discord.Gateway;

/// <summary>Opens websockets.</summary>
public interface IGatewaySocketFactory
{
    /// <summary>Connects to a <c>ws:</c> or <c>wss:</c> address.</summary>
    /// <exception cref="WebSocketException">No connection.</exception>
    ValueTask<IGatewaySocket> ConnectAsync(Uri url, CancellationToken cancellationToken);
}
