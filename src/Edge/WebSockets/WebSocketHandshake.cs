using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.WebSockets;

/// <summary>The opening handshake of RFC 6455 §4.2, as strict as Lanyard's: no subprotocol, no extension.</summary>
internal static class WebSocketHandshake
{
    private const string Version = "13";
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Whether the request asks properly for a WebSocket, over a connection that can become one.</summary>
    public static bool IsValid(HttpContext context)
    {
        var headers = context.Request.Headers;
        return HttpMethods.IsGet(context.Request.Method)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && Contains(headers.Upgrade, "websocket")
            && Contains(headers.Connection, "upgrade")
            && headers.SecWebSocketVersion == Version
            && !StringValues.IsNullOrEmpty(headers.SecWebSocketKey);
    }

    /// <summary>Answers 101 and takes the connection over.</summary>
    public static async Task<WebSocketTransport> AcceptAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        LiftRateLimits(context);
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return new WebSocketTransport(stream, context.Abort);
    }

    /// <summary>The proof that the server read the key.</summary>
    public static string AcceptKey(string key)
    {
#pragma warning disable CA5350 // RFC 6455 §4.2.2 prescribes SHA-1; nothing is protected by it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.Latin1.GetBytes(key.Trim() + Guid)));
#pragma warning restore CA5350
    }

    private static bool Contains(StringValues values, string token)
    {
        foreach (var value in values)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                if (value.AsSpan(part).Trim().Equals(token, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A socket is idle by nature: its own timeouts take the place of the HTTP server's data rates.</summary>
    private static void LiftRateLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request)
        {
            request.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } response)
        {
            response.MinDataRate = null;
        }
    }
}
