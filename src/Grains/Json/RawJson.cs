using System.Text;
using System.Text.Json;

namespace Fabric.Grains.Json;

/// <summary>
/// Finds values in well-formed JSON of uncertain content, as slices of its bytes. A key counts as it is spelled: one with escapes
/// is never the one looked for, and may hold half a character, which no text can.
/// </summary>
internal static class RawJson
{
    /// <summary>How deep a part may be nested that is kept: what is stored has to be read again. Discord's are nested a few levels deep.</summary>
    public const int DeepestNesting = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

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

    /// <summary>Whether a value is nested deeper than <see cref="DeepestNesting" />.</summary>
    public static bool IsTooDeep(ReadOnlyMemory<byte> json)
    {
        // It cannot be deeper than it has brackets, which are few.
        if (json.Span.Count((byte)'[') + json.Span.Count((byte)'{') <= DeepestNesting)
        {
            return false;
        }

        var reader = Read(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth >= DeepestNesting)
            {
                return true;
            }
        }

        return false;
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
