using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves everything on the Lanyard listener (lanyard.md §2). Routing is by hand: reading a presence is the hot path.</summary>
internal sealed partial class LanyardFrontEnd(PresenceHub hub, LanyardSocketFrontEnd sockets, ILogger<LanyardFrontEnd> logger)
{
    private const string Invite = "https://discord.gg/WScAm7vNGF";

    private const string Info =
        "Discord presences over REST and WebSocket, compatible with Lanyard. Join the Discord server to have yours served";

    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        LanyardResponse.Prepare(context);
        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody to answer.
        }
#pragma warning disable CA1031 // The last resort for one request: logged, and answered as Lanyard does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                await LanyardResponse.WriteFailureAsync(context, StatusCodes.Status500InternalServerError);
            }
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var route = LanyardRoute.Parse(target);
        var method = context.Request.Method;
        if (HttpMethods.IsOptions(method))
        {
            return LanyardCors.AnswerOptionsAsync(context, route);
        }

        if (route.Kind == LanyardRouteKind.Malformed)
        {
            return LanyardResponse.WriteFailureAsync(context, StatusCodes.Status400BadRequest);
        }

        if (HttpMethods.IsGet(method) && route.Kind == LanyardRouteKind.Socket)
        {
            return sockets.HandleAsync(context, LanyardRoute.QueryOf(target).ToString());
        }

        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? ReadAsync(context, route)
            : LanyardResponse.WriteAsync(context, LanyardError.NotFound);
    }

    private Task ReadAsync(HttpContext context, LanyardRoute route) => route.Kind switch
    {
        LanyardRouteKind.User => ReadUserAsync(context, route.Argument),
        LanyardRouteKind.Root => ReadRootAsync(context),
        LanyardRouteKind.Discord => LanyardResponse.RedirectAsync(context, Invite, "https://discord.gg/WScAm7vNGF"u8),
        _ => LanyardResponse.WriteAsync(context, LanyardError.NotFound),
    };

    private async Task ReadUserAsync(HttpContext context, string id)
    {
        var presence = UserId.TryParse(id, out var user) ? await hub.GetAsync(user) : null;
        await (presence is null
            ? LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored)
            : LanyardResponse.WriteDataAsync(context, presence.Json));
    }

    private async Task ReadRootAsync(HttpContext context)
    {
        var count = await hub.CountAsync();
        var data = $"{{\"info\":\"{Info}\",\"monitored_user_count\":{count},\"discord_invite\":\"https://discord.gg/lanyard\"}}";
        await LanyardResponse.WriteDataAsync(context, Encoding.UTF8.GetBytes(data));
    }

    [LoggerMessage(1301, LogLevel.Error, "A request to Lanyard's front-end failed")]
    private partial void LogFailed(Exception exception);
}
