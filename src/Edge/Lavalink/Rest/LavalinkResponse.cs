using System.Buffers;
using Fabric.Protocol.Lavalink;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>Writes answers with Lavalink's headers and errors (lavalink.md §2.1).</summary>
internal static class LavalinkResponse
{
    private const string ApiVersionHeader = "Lavalink-Api-Version";
    private const string ApiVersion = "4";

    /// <summary>Sets what every response has.</summary>
    public static void Prepare(HttpContext context) => context.Response.Headers[ApiVersionHeader] = ApiVersion;

    /// <summary>Writes an answer.</summary>
    public static Task WriteAsync(HttpContext context, LavalinkAnswer answer, TimeProvider time)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.Error is { } message)
        {
            response.ContentType = LavalinkAnswer.JsonType;
            return WriteBodyAsync(context, BodyOf(context, answer, message, time));
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return Task.CompletedTask;
        }

        response.ContentType = answer.ContentType;
        return WriteBodyAsync(context, answer.Body);
    }

    /// <summary>The path as the client wrote it, without the query.</summary>
    public static string PathOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }

    private static ReadOnlyMemory<byte> BodyOf(HttpContext context, in LavalinkAnswer answer, string message, TimeProvider time)
    {
        var reason = ReasonPhrases.GetReasonPhrase(answer.Status);
        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, new ErrorResponse(
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            answer.Status,
            reason,
            message,
            PathOf(context),
            LavalinkQuery.AsksForTrace(context.Request) ? $"{reason}: {message}\n\t{answer.Detail ?? $"at {context.Request.Method} {PathOf(context)}"}" : null));
        return json.WrittenMemory;
    }

    /// <summary>Hands the body to the server, which keeps that of a HEAD response back.</summary>
    private static Task WriteBodyAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        return body.IsEmpty || HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.BodyWriter.WriteAsync(body).AsTask();
    }
}
