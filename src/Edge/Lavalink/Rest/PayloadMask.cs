using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>Makes a request's body fit for logs: on one line, not too long, and without voice tokens, wherever in it they are.</summary>
internal static class PayloadMask
{
    private const string Masked = "***";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static ReadOnlySpan<byte> Token => "token"u8;

    /// <summary>The body's text. What is no JSON is not shown: a token could be anywhere in it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mostBytes">How much of it is shown.</param>
    public static string Of(ReadOnlySpan<byte> body, int mostBytes)
    {
        try
        {
            var masked = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(masked, Options))
            {
                Copy(body, json);
            }

            return Encoding.UTF8.GetString(masked.WrittenSpan[..Math.Min(masked.WrittenCount, mostBytes)]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"({body.Length} bytes that are no JSON)";
        }
    }

    private static void Copy(ReadOnlySpan<byte> body, Utf8JsonWriter json)
    {
        var reader = new Utf8JsonReader(body);
        var isToken = false;
        while (reader.Read())
        {
            if (isToken)
            {
                reader.Skip();
                json.WriteStringValue(Masked);
            }
            else
            {
                Copy(ref reader, json);
            }

            isToken = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Token);
        }
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                json.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                json.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                json.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                json.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                json.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                json.WriteStringValue(reader.GetString());
                break;
            default:
                json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
