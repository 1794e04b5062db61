using System.Text;
using System.Text.Json;

namespace Fabric.Grains.Json;

/// <summary>
/// Finds values in well-formed JSON of uncertain content, as slices of its bytes. A key counts as it is spelled: one with escapes
/// is never the one looked for, and may hold half a character, which no text can.
/// </summary>
internal static class RawJson
{
    /// <summary>No message of Discord's gateway that reaches us is nested deeper.</summary>
    public const int DeepestNesting = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestNesting };

    /// <summary>A reader before the first token.</summary>
    public static Utf8JsonReader Read(ReadOnlyMemory<byte> json) => new(json.Span, Options);

    /// <summary>The value of a key of an object; empty where it is missing or null, and in what is no object.</summary>
    public static ReadOnlyMemory<byte> Value(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> key)
    {
        var reader = Read(json);
        if (!IsObject(json) || !reader.Read())
        {
            return default;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueSpan.SequenceEqual(key);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            if (found)
            {
                return isNull ? default : json[start..(int)reader.BytesConsumed];
            }
        }

        return default;
    }

    /// <summary>The objects in an array; none in what is no array.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Objects(ReadOnlyMemory<byte> array)
    {
        var objects = new List<ReadOnlyMemory<byte>>();
        var reader = Read(array);
        if (!StartsWith(array, '[') || !reader.Read())
        {
            return objects;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
            {
                objects.Add(array[start..(int)reader.BytesConsumed]);
            }
        }

        return objects;
    }

    /// <summary>The text of a string; null in what is none, or holds half a character.</summary>
    public static string? Text(ReadOnlyMemory<byte> value)
    {
        var reader = Read(value);
        return IsString(value) && reader.Read() ? Text(ref reader) : null;
    }

    /// <summary>The text of the string that the reader stands on; null where it holds half a character.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is JSON, and still no text.
            return null;
        }
    }

    public static bool IsObject(ReadOnlyMemory<byte> value) => StartsWith(value, '{');

    public static bool IsString(ReadOnlyMemory<byte> value) => StartsWith(value, '"');

    private static bool StartsWith(ReadOnlyMemory<byte> value, char first) => value.Span.TrimStart(" \t\r\n"u8) is [var start, ..] && start == first;
}
