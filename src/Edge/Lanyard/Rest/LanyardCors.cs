using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>Cross-origin rules (lanyard.md §2.6): everything is allowed, to those who ask.</summary>
internal static class LanyardCors
{
    private const string MaxAge = "600";

    /// <summary>Allows any origin, on every response to a request that names one.</summary>
    public static void Allow(HttpContext context)
    {
        if (!StringValues.IsNullOrEmpty(context.Request.Headers.Origin))
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }
    }

    /// <summary>Whether a browser asks what it may do, rather than doing it.</summary>
    public static bool IsPreflight(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsOptions(request.Method)
            && !StringValues.IsNullOrEmpty(request.Headers.Origin)
            && !StringValues.IsNullOrEmpty(request.Headers.AccessControlRequestMethod);
    }

    /// <summary>Answers OPTIONS: a preflight succeeds on any path; without one only paths outside the API answer.</summary>
    public static Task AnswerOptionsAsync(HttpContext context, LanyardRoute route)
    {
        var request = context.Request.Headers;
        var response = context.Response;
        if (IsPreflight(context))
        {
            response.Headers.AccessControlAllowMethods = Printable(request.AccessControlRequestMethod.ToString());
            response.Headers.AccessControlAllowHeaders = Printable(Lowered(request.AccessControlRequestHeaders));
            response.Headers.AccessControlMaxAge = MaxAge;
            response.ContentLength = 0;
            return Task.CompletedTask;
        }

        if (route.FirstSegment is "v1" or "discord")
        {
            return LanyardResponse.WriteAsync(context, LanyardError.NotFound);
        }

        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>What is echoed must be fit for a header; what is not, no browser has asked for.</summary>
    private static string Printable(string value) => value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "" : value;

    private static string Lowered(StringValues headers)
    {
        var names = headers.ToString().ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(',', names);
    }
}
