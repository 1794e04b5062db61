using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>Writes responses with Lanyard's headers (lanyard.md §2.1).</summary>
internal static class LanyardResponse
{
    /// <summary>The content type of server-sent events.</summary>
    public const string EventStream = "text/event-stream";

    private const string CacheControl = "max-age=0, private, must-revalidate";
    private const string Json = "application/json; charset=utf-8";
    private const string Vary = "accept-encoding";

    private static ReadOnlySpan<byte> DataStart => "{\"data\":"u8;

    private static ReadOnlySpan<byte> DataEnd => ",\"success\":true}"u8;

    private static ReadOnlySpan<byte> Failure => "Internal Server Error"u8;

    /// <summary>Sets what every response has.</summary>
    public static void Prepare(HttpContext context)
    {
        context.Response.Headers.CacheControl = CacheControl;
        LanyardCors.Allow(context);
    }

    /// <summary>Writes an error.</summary>
    public static Task WriteAsync(HttpContext context, LanyardError error)
    {
        context.Response.StatusCode = error.Status;
        return WriteJsonAsync(context, [], error.Body.Span, []);
    }

    /// <summary>Writes that the cluster does not answer, and when to ask again.</summary>
    public static Task WriteUnavailableAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, LanyardError.Unavailable);
    }

    /// <summary>Writes data inside the envelope of success, or that the client has it already.</summary>
    public static Task WriteDataAsync(HttpContext context, ReadOnlyMemory<byte> data) => WriteDataAsync(context, data, EntityTag.Of(data.Span));

    /// <summary>The same with data whose tag is known.</summary>
    public static Task WriteDataAsync(HttpContext context, ReadOnlyMemory<byte> data, string tag)
    {
        context.Response.Headers.ETag = tag;
        if (!EntityTag.IsKnown(context.Request.Headers.IfNoneMatch, tag))
        {
            return WriteJsonAsync(context, DataStart, data.Span, DataEnd);
        }

        context.Response.Headers.Vary = Vary;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    /// <summary>Says that it is done: no body, no type.</summary>
    public static void WriteNothing(HttpContext context) => context.Response.StatusCode = StatusCodes.Status204NoContent;

    /// <summary>Writes what Lanyard answers to a request that it cannot read or that fails: plain text without a type.</summary>
    public static Task WriteFailureAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return WriteBodyAsync(context, Failure, [], []);
    }

    /// <summary>Sends the client elsewhere, with the place in the body as well.</summary>
    public static Task RedirectAsync(HttpContext context, string location, ReadOnlySpan<byte> body)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return WriteBodyAsync(context, body, [], []);
    }

    /// <summary>Writes text of a type.</summary>
    public static Task WriteTextAsync(HttpContext context, int status, string contentType, ReadOnlySpan<byte> text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return WriteBodyAsync(context, text, [], []);
    }

    /// <summary>Whether what was answered with goes on for as long as the client likes: how long that is says nothing.</summary>
    public static bool IsLasting(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || context.Response.ContentType == EventStream;

    private static Task WriteJsonAsync(HttpContext context, ReadOnlySpan<byte> start, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> end)
    {
        var headers = context.Response.Headers;
        headers.ContentType = Json;
        headers.Vary = Vary;
        var coding = ContentCoding.Choose(context.Request.Headers.AcceptEncoding);
        if (coding == ContentCoding.Identity)
        {
            return WriteBodyAsync(context, start, middle, end);
        }

        headers.ContentEncoding = coding.Name;
        return WriteBodyAsync(context, coding.Encode([.. start, .. middle, .. end]), [], []);
    }

    /// <summary>Hands the parts to the server, which keeps a HEAD response's body back.</summary>
    private static Task WriteBodyAsync(HttpContext context, ReadOnlySpan<byte> start, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> end)
    {
        var length = start.Length + middle.Length + end.Length;
        context.Response.ContentLength = length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var output = context.Response.BodyWriter;
        var target = output.GetSpan(length);
        start.CopyTo(target);
        middle.CopyTo(target[start.Length..]);
        end.CopyTo(target[(start.Length + middle.Length)..]);
        output.Advance(length);
        return output.FlushAsync().AsTask();
    }
}
