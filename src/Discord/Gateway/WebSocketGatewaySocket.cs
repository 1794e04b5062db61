using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Fabric.Discord.Gateway;

internal sealed class WebSocketGatewaySocket(ClientWebSocket socket) : IGatewaySocket
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            return received.MessageType switch
            {
                WebSocketMessageType.Text => new GatewaySocketReceive(GatewaySocketMessage.Text, received.Count, received.EndOfMessage),
                WebSocketMessageType.Binary => new GatewaySocketReceive(GatewaySocketMessage.Binary, received.Count, received.EndOfMessage),
                _ => Closed((int?)socket.CloseStatus),
            };
        }
        catch (WebSocketException)
        {
            return Closed(null);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, failure);
        }
    }

    public async ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken)
    {
        try
        {
            await socket.CloseAsync((WebSocketCloseStatus)closeCode, statusDescription: null, cancellationToken);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static GatewaySocketReceive Closed(int? code) => new(GatewaySocketMessage.Closed, 0, EndOfMessage: true, code);

    /// <summary>What a <see cref="WebSocket"/> throws, beside <see cref="WebSocketException"/>, once its connection has broken.</summary>
    private static bool IsBroken(Exception failure) => failure is IOException or ObjectDisposedException or InvalidOperationException;
}
