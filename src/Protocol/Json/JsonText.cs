using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Fabric.Protocol.Json;

/// <summary>
/// Values in JSON that others read: strings as raw UTF-8 but for what JSON forbids (the platform's encoders escape every character beyond
/// 16 bits, emoji among them), and fractions that never look like integers.
/// </summary>
public static class JsonText
{
    private const int LongestEscape = 6;
    private const int LongestOnStack = 512;
    private const int LongestFraction = 32;

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static code => (char)code), '"', '\\']);

    /// <summary>Writes a property with a string value; null as null. Half a character becomes the replacement character.</summary>
    public static void WriteString(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        json.WritePropertyName(name);
        WriteString(json, text);
    }

    /// <summary>Writes a string value; null as null. Half a character becomes the replacement character.</summary>
    public static void WriteString(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        var most = (LongestEscape * text.Length) + 2;
        var rented = most > LongestOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var quoted = rented ?? stackalloc byte[LongestOnStack];
        json.WriteRawValue(quoted[..Quote(text, quoted)], skipInputValidation: true);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Writes a property with a finite number as the shortest text that reads back as the same, with a fraction or an exponent: 1 is
    /// <c>1.0</c>.
    /// </summary>
    /// <exception cref="ArgumentException">JSON has no such number.</exception>
    public static void WriteFraction<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T value)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            throw new ArgumentException($"JSON has no number {value}.", nameof(value));
        }

        Span<byte> text = stackalloc byte[LongestFraction];
        value.TryFormat(text, out var length, default, provider: null);
        if (!text[..length].ContainsAny((byte)'.', (byte)'E'))
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        json.WritePropertyName(name);
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static int Quote(ReadOnlySpan<char> text, Span<byte> quoted)
    {
        quoted[0] = (byte)'"';
        var length = 1;
        while (text.IndexOfAny(Forbidden) is var next and >= 0)
        {
            length += Encoding.UTF8.GetBytes(text[..next], quoted[length..]);
            length += Escape(text[next], quoted[length..]);
            text = text[(next + 1)..];
        }

        length += Encoding.UTF8.GetBytes(text, quoted[length..]);
        quoted[length] = (byte)'"';
        return length + 1;
    }

    private static int Escape(char forbidden, Span<byte> escaped)
    {
        var text = forbidden switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => "\\u00"u8,
        };
        text.CopyTo(escaped);
        return text.Length == 2 || !((byte)forbidden).TryFormat(escaped[text.Length..], out var digits, "X2", provider: null)
            ? text.Length
            : text.Length + digits;
    }
}
