using System.Globalization;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lavalink;

/// <summary>
/// Serves <c>/v4/websocket</c>: the handshake (lavalink.md §1.1), then the client until it leaves. The session is looked at last: what is refused
/// for another reason leaves it as it is.
/// </summary>
internal sealed partial class LavalinkSocketFrontEnd(
    LavalinkGate gate,
    GatewayIdentity gateway,
    ILavalinkCluster cluster,
    SessionIds ids,
    LavalinkSockets sockets,
    FlushLanes lanes,
    LavalinkSocketServices services,
    TimeProvider time,
    ILogger<LavalinkSocketFrontEnd> logger)
{
    private const string Resumed = "Session-Resumed";

    private static readonly LavalinkAnswer NoSocket =
        LavalinkAnswer.Of("Can \"Upgrade\" only to \"WebSocket\"."u8.ToArray(), "text/plain") with { Status = StatusCodes.Status400BadRequest };

    /// <summary>Handles a GET request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (await RefuseAsync(context) is { } refusal)
            {
                await LavalinkResponse.WriteAsync(context, refusal, time);
                return;
            }

            var seat = await SeatAsync(context);
            context.Response.Headers[Resumed] = seat.IsResumed ? "true" : "false";
            await ServeAsync(await AcceptAsync(context, seat), seat);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception) && !context.Response.HasStarted)
        {
            LogUnanswered(exception.Message);
            context.Response.Headers.RetryAfter = "1";
            await LavalinkResponse.WriteAsync(
                context, LavalinkAnswer.OfError(StatusCodes.Status503ServiceUnavailable, "The cluster does not answer. Try again in a moment."), time);
        }
    }

    /// <summary>What is wrong with the handshake, in Lavalink's order; null where nothing is. Here a wrong password is like a missing one.</summary>
    private async Task<LavalinkAnswer?> RefuseAsync(HttpContext context)
    {
        if (await gate.RefuseAsync(context) is not null)
        {
            return LavalinkAnswer.OfStatus(StatusCodes.Status401Unauthorized);
        }

        if (UserOf(context) is null)
        {
            return LavalinkAnswer.OfStatus(StatusCodes.Status400BadRequest);
        }

        context.Response.Headers[Resumed] = "false";
        if (!IsSameOrigin(context.Request))
        {
            return LavalinkAnswer.OfStatus(StatusCodes.Status403Forbidden);
        }

        return WebSocketHandshake.IsValid(context) ? null : NoSocket;
    }

    /// <summary>The session of the header <c>Session-Id</c> if it is there and this user's (decision 8), otherwise a new one.</summary>
    private async Task<SessionSeat> SeatAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var clientName = headers["Client-Name"].ToString() is { Length: > 0 } name ? name : null;
        var opening = new SessionOpening(UserOf(context)!.Value, clientName, new SocketId(gateway.Id, Guid.NewGuid()));
        if (SessionId.TryParse(headers["Session-Id"].ToString(), out var known) && await cluster.ResumeAsync(known, opening) is { } resumption)
        {
            LogResumed(known, opening.User, clientName);
            return new SessionSeat(known, opening.Socket, resumption);
        }

        var session = ids.Choose();
        await cluster.OpenAsync(session, opening);
        LogOpened(session, opening.User, clientName);
        if (clientName is null)
        {
            LogNameless(session, headers.UserAgent.ToString());
        }

        return new SessionSeat(session, opening.Socket, Resumption: null);
    }

    /// <summary>Answers 101, alone where the client needs that. A client that is gone by then has its session as if it had left later.</summary>
    private async Task<WebSocketTransport> AcceptAsync(HttpContext context, SessionSeat seat)
    {
        try
        {
            var transport = await WebSocketHandshake.AcceptAsync(context);
            if (context.Request.Headers.SecWebSocketExtensions.Count == 0)
            {
                await Task.Delay(services.Settings.Pause, time, context.RequestAborted);
            }

            return transport;
        }
        catch
        {
            await cluster.CloseAsync(seat.Session, seat.Socket, sent: 0, gatewayEnds: false);
            throw;
        }
    }

    private async Task ServeAsync(WebSocketTransport transport, SessionSeat seat)
    {
        await using var socket = new LavalinkSocket(seat, transport, lanes.Deal(), services);
        socket.Greet();
        sockets.Add(socket);
        try
        {
            await socket.RunAsync();
        }
        finally
        {
            sockets.Remove(socket);
        }
    }

    /// <summary>A signed decimal of 64 bits to Lavalink; no user of Discord's is 0 or below.</summary>
    private static UserId? UserOf(HttpContext context) =>
        long.TryParse(context.Request.Headers["User-Id"].ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var user) && user > 0
            ? new UserId((ulong)user)
            : null;

    /// <summary>Clients other than browsers name no origin.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var from)
                && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var here)
                && Uri.Compare(from, here, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
    }

    [LoggerMessage(1325, LogLevel.Information, "Session {Session} begins: user {User}, client {Client}")]
    private partial void LogOpened(SessionId session, UserId user, string? client);

    [LoggerMessage(1326, LogLevel.Information, "Session {Session} is resumed: user {User}, client {Client}")]
    private partial void LogResumed(SessionId session, UserId user, string? client);

    [LoggerMessage(1327, LogLevel.Warning, "The client of session {Session} sends no Client-Name; its User-Agent is '{UserAgent}'")]
    private partial void LogNameless(SessionId session, string userAgent);

    [LoggerMessage(1328, LogLevel.Debug, "The cluster did not answer a handshake ({Reason}); the client is asked to try again")]
    private partial void LogUnanswered(string reason);
}
