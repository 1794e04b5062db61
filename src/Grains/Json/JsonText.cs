using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Fabric.Grains.Json;

/// <summary>
/// Strings in public JSON: raw UTF-8 but for what JSON forbids (lanyard.md §2.1). The platform's encoders go further and escape every
/// character beyond 16 bits, emoji among them.
/// </summary>
internal static class JsonText
{
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> Forbidden = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>Writes a string value; null as null. Half a character becomes the replacement character.</summary>
    public static void WriteString(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var bytes = Encoding.UTF8.GetBytes(text, plain);
        var quoted = ArrayPool<byte>.Shared.Rent((LongestEscape * bytes) + 2);
        var length = Quote(plain.AsSpan(0, bytes), quoted);
        json.WriteRawValue(quoted.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(quoted);
        ArrayPool<byte>.Shared.Return(plain);
    }

    private static int Quote(ReadOnlySpan<byte> plain, Span<byte> quoted)
    {
        quoted[0] = (byte)'"';
        var length = 1;
        while (plain.IndexOfAny(Forbidden) is var next and >= 0)
        {
            plain[..next].CopyTo(quoted[length..]);
            length += next;
            length += Escape(plain[next], quoted[length..]);
            plain = plain[(next + 1)..];
        }

        plain.CopyTo(quoted[length..]);
        length += plain.Length;
        quoted[length] = (byte)'"';
        return length + 1;
    }

    private static int Escape(byte code, Span<byte> escaped)
    {
        var text = code switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\t' => "\\t"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\f' => "\\f"u8,
            (byte)'\r' => "\\r"u8,
            _ => "\\u00"u8,
        };
        text.CopyTo(escaped);
        return text.Length == 2 || !code.TryFormat(escaped[text.Length..], out var digits, "X2", provider: null) ? text.Length : text.Length + digits;
    }
}
