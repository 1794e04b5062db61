using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>Reads JSON bodies of requests (lavalink.md §2.1).</summary>
internal static class LavalinkBody
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MostBytes = 1_048_576;

    private const string Json = "application/json";
    private const string JsonSuffix = "+json";

    /// <summary>The whole body, or why it is not taken. One without a type is taken for JSON.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, LavalinkAnswer? Refusal)> ReadAsync(HttpContext context)
    {
        if (!IsJson(context.Request.ContentType))
        {
            return (default, LavalinkAnswer.OfError(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{context.Request.ContentType}' is not supported."));
        }

        // Ours is looked at here, so that it is answered in Lavalink's form.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (context.Request.ContentLength > MostBytes)
        {
            return (default, TooLarge(context));
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (default, TooLarge(context));
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return (body, null);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsJson(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        return type.IsEmpty
            || type.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith(JsonSuffix, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What is left of the body is not waited for.</summary>
    private static LavalinkAnswer TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        return LavalinkAnswer.OfError(StatusCodes.Status413PayloadTooLarge, $"The body must be {MostBytes} bytes or less.");
    }
}
