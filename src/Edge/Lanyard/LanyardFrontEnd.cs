using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Presence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves everything on the Lanyard listener (lanyard.md §2). Routing is by hand: reading a presence is the hot path.</summary>
internal sealed partial class LanyardFrontEnd(
    PresenceHub hub,
    LanyardUserFrontEnd users,
    LanyardAvatarFrontEnd avatars,
    LanyardEventFrontEnd events,
    LanyardSocketFrontEnd sockets,
    LanyardMetricsFrontEnd measured,
    LanyardMetrics metrics,
    TimeProvider time,
    ILogger<LanyardFrontEnd> logger)
{
    private const string Invite = "https://discord.gg/WScAm7vNGF";

    private const string Info =
        "Discord presences over REST and WebSocket, compatible with Lanyard. Join the Discord server to have yours served";

    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        LanyardResponse.Prepare(context);
        var began = time.GetTimestamp();
        try
        {
            await RouteAsync(context);
            metrics.OnResponse(context.Response.StatusCode, LanyardResponse.IsLasting(context) ? null : time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody to answer.
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception) && !context.Response.HasStarted)
        {
            LogUnanswered(exception.Message);
            await LanyardResponse.WriteUnavailableAsync(context);
            metrics.OnResponse(context.Response.StatusCode, time.GetElapsedTime(began));
        }
#pragma warning disable CA1031 // The last resort for one request: logged, and answered as Lanyard does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            metrics.OnException();
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                await LanyardResponse.WriteFailureAsync(context, StatusCodes.Status500InternalServerError);
                metrics.OnResponse(context.Response.StatusCode, time.GetElapsedTime(began));
            }
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var route = LanyardRoute.Parse(target);
        var method = context.Request.Method;
        if (route.Kind is LanyardRouteKind.Metrics or LanyardRouteKind.BelowMetrics && !LanyardCors.IsPreflight(context))
        {
            return measured.AnswerAsync(context, route.Kind);
        }

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

        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return ReadAsync(context, route, target);
        }

        return (method, route.Kind) is ("PATCH", LanyardRouteKind.KeyValues) or ("PUT" or "DELETE", LanyardRouteKind.KeyValue)
            ? users.ChangeAsync(context, route)
            : LanyardResponse.WriteAsync(context, LanyardError.NotFound);
    }

    private Task ReadAsync(HttpContext context, LanyardRoute route, string target) => route.Kind switch
    {
        LanyardRouteKind.User => ReadUserAsync(context, route.Argument),
        LanyardRouteKind.Users => ReadUsersAsync(context, LanyardRoute.QueryOf(target)),
        LanyardRouteKind.Me => users.ReadMeAsync(context),
        LanyardRouteKind.KeyValues => ReadKeyValuesAsync(context, route.Argument),
        LanyardRouteKind.Events => events.HandleAsync(context, route.Argument),
        LanyardRouteKind.Avatar => avatars.ReadAsync(context, route.Argument, route.Key),
        LanyardRouteKind.Root => ReadRootAsync(context),
        LanyardRouteKind.Discord => LanyardResponse.RedirectAsync(context, Invite, "https://discord.gg/WScAm7vNGF"u8),
        _ => LanyardResponse.WriteAsync(context, LanyardError.NotFound),
    };

    private async Task ReadUserAsync(HttpContext context, string id)
    {
        var presence = UserId.TryParse(id, out var user) ? await hub.GetAsync(user) : null;
        await (presence is null
            ? LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored)
            : LanyardResponse.WriteDataAsync(context, presence.Json, presence.Tag));
    }

    /// <summary>An addition of ours: the presences of many users, those who are not monitored left out.</summary>
    private Task ReadUsersAsync(HttpContext context, ReadOnlySpan<char> query) => LanyardIds.Parse(query) switch
    {
        null => LanyardResponse.WriteAsync(context, LanyardError.NotFound),
        { Count: > LanyardIds.Most } => LanyardResponse.WriteAsync(context, LanyardError.TooManyIds),
        var ids => ReadUsersAsync(context, ids),
    };

    private async Task ReadUsersAsync(HttpContext context, IReadOnlyCollection<UserId> ids)
    {
        var presences = await Task.WhenAll(ids.Select(async id => (Id: id, Presence: await hub.GetAsync(id))));
        var body = new ArrayBufferWriter<byte>();
        body.Write("{"u8);
        foreach (var (id, presence) in presences.Where(static one => one.Presence is not null))
        {
            body.Write(Encoding.UTF8.GetBytes($"{(body.WrittenCount > 1 ? "," : "")}\"{id}\":"));
            body.Write(presence!.Json.Span);
        }

        body.Write("}"u8);
        await LanyardResponse.WriteDataAsync(context, body.WrittenMemory);
    }

    /// <summary>An addition of ours: what every presence shows, by itself.</summary>
    private async Task ReadKeyValuesAsync(HttpContext context, string id)
    {
        var presence = UserId.TryParse(id, out var user) ? await hub.GetAsync(user) : null;
        await (presence is null
            ? LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored)
            : LanyardResponse.WriteDataAsync(context, KeyValuesOf(presence.Json)));
    }

    /// <summary>The value of the presence's first property, byte for byte.</summary>
    private static ReadOnlyMemory<byte> KeyValuesOf(ReadOnlyMemory<byte> presence)
    {
        var json = new Utf8JsonReader(presence.Span);
        while (json.Read() && !(json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("kv"u8)))
        {
        }

        json.Read();
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return presence[start..(int)json.BytesConsumed];
    }

    private async Task ReadRootAsync(HttpContext context)
    {
        var count = await hub.CountAsync();
        var data = $"{{\"info\":\"{Info}\",\"monitored_user_count\":{count},\"discord_invite\":\"https://discord.gg/lanyard\"}}";
        await LanyardResponse.WriteDataAsync(context, Encoding.UTF8.GetBytes(data));
    }

    [LoggerMessage(1302, LogLevel.Debug, "The cluster did not answer a request ({Reason}); the client is asked to try again")]
    private partial void LogUnanswered(string reason);

    [LoggerMessage(1301, LogLevel.Error, "A request to Lanyard's front-end failed")]
    private partial void LogFailed(Exception exception);
}
