using System.Globalization;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Events;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves a user's presence as server-sent events: an addition of ours, for browsers' <c>EventSource</c> and for proxies.</summary>
internal sealed class LanyardEventFrontEnd(PresenceHub hub, SocketRegistry registry, WebSocketLimits limits, TimeProvider time)
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context, string id)
    {
        if (!UserId.TryParse(id, out var user))
        {
            return LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored);
        }

        return HttpMethods.IsHead(context.Request.Method) ? AnswerHeadAsync(context, user) : ServeAsync(context, user);
    }

    private async Task AnswerHeadAsync(HttpContext context, UserId user)
    {
        if (await hub.GetAsync(user) is null)
        {
            await LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored);
        }
        else
        {
            Prepare(context);
        }
    }

    private async Task ServeAsync(HttpContext context, UserId user)
    {
        var stream = new LanyardEventStream(context, limits, time);
        registry.Add(stream);
        try
        {
            if (await hub.SubscribeAsync([user], stream) is not [var presence])
            {
                await LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored);
                return;
            }

            Prepare(context);
            await stream.RunAsync(presence, KnownVersion(context));
        }
        finally
        {
            hub.Unsubscribe([user], stream);
            registry.Remove(stream);
        }
    }

    /// <summary>What the client had when it lost an earlier stream: it wants only what is newer.</summary>
    private static long KnownVersion(HttpContext context) =>
        long.TryParse(context.Request.Headers[LastEventId], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : long.MinValue;

    /// <summary>Nothing on the way may keep events back: no cache, no compression, no buffer; and the stream's own time limits count.</summary>
    private static void Prepare(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = LanyardResponse.EventStream;
        headers.CacheControl = "no-store, no-transform";
        headers["X-Accel-Buffering"] = "no";
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
