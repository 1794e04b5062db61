using System.Text.Json;
using System.Text.Unicode;

namespace Fabric.Discord.Gateway;

/// <summary>
/// Reads envelopes without building anything from <c>d</c>, but not without checking that it is JSON in UTF-8. Throws
/// <see cref="JsonException"/> for what is not an envelope.
/// </summary>
internal static class GatewayFrameReader
{
    /// <summary>How deep users' presences are nested is not for the connection to judge: one message must not end it.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    public static GatewayFrame Read(ReadOnlyMemory<byte> message)
    {
        Require(Utf8.IsValid(message.Span));
        var reader = new Utf8JsonReader(message.Span, Options);
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        var op = -1;
        var sequence = 0L;
        string? name = null;
        var data = ReadOnlyMemory<byte>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("d"u8))
            {
                data = ReadRaw(ref reader, message);
            }
            else if (reader.ValueTextEquals("op"u8))
            {
                op = ReadOp(ref reader);
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                sequence = ReadSequence(ref reader);
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                name = ReadName(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        Require(op >= 0 && !reader.Read());
        return new GatewayFrame(op, sequence, name, data);
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message)
    {
        Require(reader.Read());
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return message[start..(int)reader.BytesConsumed];
    }

    private static int ReadOp(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _));
        return reader.GetInt32();
    }

    private static long ReadSequence(ref Utf8JsonReader reader)
    {
        Require(reader.Read());
        if (reader.TokenType == JsonTokenType.Null)
        {
            return 0;
        }

        Require(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));
        return reader.GetInt64();
    }

    private static string? ReadName(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Null);
        return reader.TokenType == JsonTokenType.Null ? null : GatewayEventNames.Read(ref reader);
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("Not a gateway message.");
        }
    }
}
