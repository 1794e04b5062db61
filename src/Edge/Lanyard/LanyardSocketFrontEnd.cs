using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Lanyard.Socket;
using Fabric.Edge.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves <c>/socket</c>: the handshake, then the client until it leaves.</summary>
internal sealed class LanyardSocketFrontEnd(
    PresenceHub hub,
    SocketRegistry registry,
    FlushLanes lanes,
    WebSocketLimits limits,
    LanyardMetrics metrics,
    TimeProvider time,
    ILogger<LanyardSocket> logger)
{
    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context, string query)
    {
        if (LanyardSocketQuery.TryParse(query) is not { } options)
        {
            return LanyardResponse.WriteFailureAsync(context, StatusCodes.Status400BadRequest);
        }

        if (WebSocketHandshake.IsValid(context))
        {
            return ServeAsync(context, options.Compressed);
        }

        metrics.OnUpgradeFailed();
        return LanyardResponse.WriteAsync(context, LanyardError.UpgradeFailed);
    }

    private async Task ServeAsync(HttpContext context, bool compressed)
    {
        var transport = await WebSocketHandshake.AcceptAsync(context);
        var connection = new WebSocketConnection<LanyardMessage>(transport, new LanyardFormat(compressed), limits, lanes.Deal(), time);
        var socket = new LanyardSocket(connection, compressed, hub, metrics, logger);
        registry.Add(socket);
        try
        {
            await socket.RunAsync();
        }
        finally
        {
            registry.Remove(socket);
        }
    }
}
