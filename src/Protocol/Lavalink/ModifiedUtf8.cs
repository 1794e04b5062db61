using System.Buffers;
using System.Text;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// The text form of Java's data streams (lavalink.md §5.2): U+0000 takes two bytes, and characters beyond 16 bits are two surrogates of three
/// bytes each. Reading takes the four bytes of true UTF-8 too, which other implementations write. Any UTF-16 text makes the round trip, half
/// characters included.
/// </summary>
internal static class ModifiedUtf8
{
    private const int LongestCharacter = 3;

    /// <summary>
    /// Writes as many whole characters as there is room for. Gives how many bytes that were.
    /// </summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> target)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var units = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            var bytes = units * BytesOf(text[i]);
            if (length + bytes > target.Length)
            {
                break;
            }

            for (var end = i + units; i < end; i++)
            {
                length += EncodeUnit(text[i], target[length..]);
            }
        }

        return length;
    }

    /// <summary>The text of the bytes; null where they are none.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var units = ArrayPool<char>.Shared.Rent(bytes.Length);
        var length = Decode(bytes, units);
        var text = length < 0 ? null : new string(units, 0, length);
        ArrayPool<char>.Shared.Return(units);
        return text;
    }

    private static int BytesOf(char unit) => unit switch
    {
        >= '\u0001' and <= '\u007F' => 1,
        <= '\u07FF' => 2,
        _ => LongestCharacter,
    };

    private static int EncodeUnit(char unit, Span<byte> target)
    {
        switch (BytesOf(unit))
        {
            case 1:
                target[0] = (byte)unit;
                return 1;
            case 2:
                target[0] = (byte)(0xC0 | (unit >> 6));
                target[1] = Continuation(unit);
                return 2;
            default:
                target[0] = (byte)(0xE0 | (unit >> 12));
                target[1] = Continuation(unit >> 6);
                target[2] = Continuation(unit);
                return LongestCharacter;
        }
    }

    private static byte Continuation(int bits) => (byte)(0x80 | (bits & 0x3F));

    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> target)
    {
        var length = 0;
        while (!bytes.IsEmpty)
        {
            var code = DecodeCode(bytes, out var used);
            if (code < 0)
            {
                return -1;
            }

            if (code <= char.MaxValue)
            {
                target[length++] = (char)code;
            }
            else
            {
                length += new Rune(code).EncodeToUtf16(target[length..]);
            }

            bytes = bytes[used..];
        }

        return length;
    }

    /// <summary>The first code; below 0 where there is none. Longer forms than needed are read as Java reads them.</summary>
    private static int DecodeCode(ReadOnlySpan<byte> bytes, out int used)
    {
        var first = bytes[0];
        used = first switch
        {
            < 0x80 => 1,
            >= 0xC0 and < 0xE0 => 2,
            >= 0xE0 and < 0xF0 => LongestCharacter,
            >= 0xF0 and < 0xF8 => 4,
            _ => 0,
        };
        if (used == 0 || used > bytes.Length || HasForeign(bytes[1..used]))
        {
            return -1;
        }

        return used switch
        {
            1 => first,
            2 => ((first & 0x1F) << 6) | Bits(bytes[1]),
            LongestCharacter => ((first & 0x0F) << 12) | (Bits(bytes[1]) << 6) | Bits(bytes[2]),
            _ => Supplementary(((first & 0x07) << 18) | (Bits(bytes[1]) << 12) | (Bits(bytes[2]) << 6) | Bits(bytes[3])),
        };
    }

    private static bool HasForeign(ReadOnlySpan<byte> continuations) => continuations.ContainsAnyExceptInRange((byte)0x80, (byte)0xBF);

    private static int Bits(byte continuation) => continuation & 0x3F;

    private static int Supplementary(int code) => code is > char.MaxValue and <= 0x10FFFF ? code : -1;
}
