using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Edge.Presence;
using Fabric.Protocol.Lavalink;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink;

/// <summary>
/// Serves everything on the Lavalink listener (lavalink.md §1, §2): what is not there or not done so is refused before the password is looked at,
/// everything else after it.
/// </summary>
internal sealed partial class LavalinkFrontEnd(
    LavalinkGate gate,
    LavalinkInfo info,
    LavalinkServerFrontEnd server,
    LavalinkTrackFrontEnd tracks,
    LavalinkSessionFrontEnd sessions,
    LavalinkSocketFrontEnd sockets,
    RequestLog log,
    IOptions<LavalinkOptions> options,
    TimeProvider time,
    ILogger<LavalinkFrontEnd> logger)
{
    private const string MetricsPath = "/metrics";
    private const string TryAgain = "The cluster does not answer. Try again in a moment.";

    private readonly string _contextPath = options.Value.ContextPath;
    private readonly LavalinkMetricsOptions _metrics = options.Value.Metrics;
    private readonly string? _metricsPath = PathOf(options.Value.Metrics);

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        LavalinkResponse.Prepare(context);
        var route = LavalinkRoute.Parse(context.Request.Path.Value ?? "", _contextPath, _metricsPath);
        return route.Kind == LavalinkRouteKind.Socket && HttpMethods.IsGet(context.Request.Method)
            ? sockets.HandleAsync(context)
            : ServeAsync(new LavalinkRequest(context, route));
    }

    private static string? PathOf(LavalinkMetricsOptions metrics) =>
        metrics switch
        {
            { Enabled: false } => null,
            { Endpoint.Length: > 0 } => metrics.Endpoint,
            _ => MetricsPath,
        };

    private async Task ServeAsync(LavalinkRequest request)
    {
        log.Begin(request.Context);
        try
        {
            await LavalinkResponse.WriteAsync(request.Context, await TryAnswerAsync(request), time);
        }
        catch (OperationCanceledException) when (request.Cancellation.IsCancellationRequested)
        {
            // The client is gone: nobody to answer.
        }

        log.End(request.Context, request.Body);
    }

    private async ValueTask<LavalinkAnswer> TryAnswerAsync(LavalinkRequest request)
    {
        try
        {
            return await AnswerAsync(request);
        }
        catch (LavalinkBodyException exception)
        {
            return LavalinkAnswer.BadRequest(exception.Message);
        }
        catch (TrackDecodeException exception)
        {
            return LavalinkAnswer.OfError(StatusCodes.Status500InternalServerError, exception.Message);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            LogUnanswered(exception.Message);
            request.Context.Response.Headers.RetryAfter = "1";
            return LavalinkAnswer.OfError(StatusCodes.Status503ServiceUnavailable, TryAgain, exception.Message);
        }
        catch (Exception exception) when (exception is BadHttpRequestException)
        {
            return LavalinkAnswer.BadRequest(exception.Message);
        }
#pragma warning disable CA1031 // The last resort for one request: logged, and answered as Lavalink does.
        catch (Exception exception) when (!request.Cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            return LavalinkAnswer.OfError(
                StatusCodes.Status500InternalServerError, $"Request processing failed: {exception.GetType().FullName}: {exception.Message}", exception.ToString());
        }
    }

    private async ValueTask<LavalinkAnswer> AnswerAsync(LavalinkRequest request)
    {
        var context = request.Context;
        var method = context.Request.Method;
        if (request.Route.Allowed is not { } allowed)
        {
            return NotFound(request);
        }

        if (!request.Route.Allows(method))
        {
            context.Response.Headers.Allow = allowed;
            return LavalinkAnswer.OfError(StatusCodes.Status405MethodNotAllowed, $"Method '{method}' is not supported.");
        }

        var isPublic = request.Route.Kind == LavalinkRouteKind.Metrics && _metrics.Endpoint.Length > 0;
        if (!isPublic && await gate.RefuseAsync(context) is { } refusal)
        {
            return refusal;
        }

        if (HttpMethods.IsOptions(method))
        {
            context.Response.Headers.Allow = allowed;
            return LavalinkAnswer.Empty;
        }

        return await DispatchAsync(request, method);
    }

    private ValueTask<LavalinkAnswer> DispatchAsync(LavalinkRequest request, string method) => request.Route.Kind switch
    {
        LavalinkRouteKind.Version => new(info.Version),
        LavalinkRouteKind.Info => new(info.Info),
        LavalinkRouteKind.Stats => new(server.ReadStats()),
        LavalinkRouteKind.LoadTracks => new(tracks.LoadAsync(request)),
        LavalinkRouteKind.DecodeTrack => new(LavalinkTrackFrontEnd.Decode(request)),
        LavalinkRouteKind.DecodeTracks => new(LavalinkTrackFrontEnd.DecodeAllAsync(request)),
        LavalinkRouteKind.Session => new(sessions.UpdateSessionAsync(request)),
        LavalinkRouteKind.Players => new(sessions.ReadPlayersAsync(request)),
        LavalinkRouteKind.Player when HttpMethods.IsPatch(method) => new(sessions.UpdatePlayerAsync(request)),
        LavalinkRouteKind.Player when HttpMethods.IsDelete(method) => new(sessions.DestroyPlayerAsync(request)),
        LavalinkRouteKind.Player => new(sessions.ReadPlayerAsync(request)),
        LavalinkRouteKind.PlannerStatus => new(server.ReadPlannerAsync()),
        LavalinkRouteKind.PlannerFreeAddress => new(server.FreeAddressAsync(request)),
        LavalinkRouteKind.PlannerFreeAll => new(server.FreeAllAsync()),
        LavalinkRouteKind.Metrics => new(server.ReadMetricsAsync(request)),
        _ => new(LavalinkAnswer.Empty),
    };

    private static LavalinkAnswer NotFound(LavalinkRequest request)
    {
        var (method, path) = (request.Context.Request.Method, LavalinkResponse.PathOf(request.Context));
        return LavalinkAnswer.OfError(StatusCodes.Status404NotFound, request.Route.Kind == LavalinkRouteKind.Version3
            ? $"No endpoint {method} {path}. Version 3 of the API is not served here: use /v4."
            : $"No endpoint {method} {path}.");
    }

    [LoggerMessage(1323, LogLevel.Debug, "The cluster did not answer a request ({Reason}); the client is asked to try again")]
    private partial void LogUnanswered(string reason);

    [LoggerMessage(1324, LogLevel.Error, "A request to Lavalink's front-end failed")]
    private partial void LogFailed(Exception exception);
}
