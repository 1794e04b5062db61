using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>Percent-encoding as Lanyard takes it: what is not followed by two hexadecimal digits is an error.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes a path segment. Bytes that are not UTF-8 become U+FFFD: no user and no key is called that.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded)
    {
        if (text.Contains('%'))
        {
            var bytes = TryDecodeBytes(text, plusIsSpace: false);
            decoded = bytes is null ? null : Encoding.UTF8.GetString(bytes);
        }
        else
        {
            decoded = text.ToString();
        }

        return decoded is not null;
    }

    /// <summary>Decodes a name or value of a query string, which must be UTF-8.</summary>
    public static bool TryDecodeForm(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded)
    {
        var bytes = TryDecodeBytes(text, plusIsSpace: true);
        decoded = bytes is not null && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        return decoded is not null;
    }

    private static byte[]? TryDecodeBytes(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.Add(plusIsSpace && text[i] == '+' ? (byte)' ' : (byte)text[i]);
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return null;
            }

            bytes.Add(Convert.FromHexString(text.Slice(i + 1, 2))[0]);
            i += 2;
        }

        return [.. bytes];
    }
}
