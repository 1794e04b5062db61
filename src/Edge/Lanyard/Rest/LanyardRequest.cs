using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>Reads the bodies of requests (lanyard.md §2.5).</summary>
internal static class LanyardRequest
{
    /// <summary>The largest body. The longest value that is allowed, 30,000 of the longest emoji, fits.</summary>
    public const int MostBytes = 1_048_576;

    /// <summary>The whole body, or why it is not taken.</summary>
    public static async Task<(byte[] Body, LanyardError? Refusal)> ReadBodyAsync(HttpContext context)
    {
        // Ours is looked at here, so that it is answered in Lanyard's form.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (context.Request.ContentLength > MostBytes)
        {
            return ([], TooLarge(context));
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return ([], TooLarge(context));
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

    /// <summary>A value: the bytes as they are, whatever type they are said to have. Null where they are no text.</summary>
    public static string? TextOf(ReadOnlySpan<byte> body) => Utf8.IsValid(body) ? Encoding.UTF8.GetString(body) : null;

    /// <summary>The pairs of an object of strings, the last of a name winning; null for anything else.</summary>
    public static Dictionary<string, string>? PairsOf(ReadOnlySpan<byte> body)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var key = json.GetString()!;
                if (!json.Read() || json.TokenType != JsonTokenType.String)
                {
                    return null;
                }

                pairs[key] = json.GetString()!;
            }

            // Reads past the end, where nothing may follow.
            return json.Read() ? null : pairs;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Malformed, or a string that is not UTF-8 or holds half a character.
            return null;
        }
    }

    /// <summary>What is left of the body is not waited for.</summary>
    private static LanyardError TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        return LanyardError.BodyTooLarge;
    }
}
