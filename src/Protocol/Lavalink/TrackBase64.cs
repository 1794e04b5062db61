using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// The base64 of encoded tracks (lavalink.md §5.1, §2.4). Lavalink's reader takes the standard alphabet alone; URL-safe characters are
/// harmless, and a space is a '+' that a query string did not escape.
/// </summary>
internal static class TrackBase64
{
    private const int Group = 4;
    private const int BytesOfGroup = 3;

    private const string Standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> StandardAlphabet = SearchValues.Create(Standard);
    private static readonly SearchValues<char> Alphabet = SearchValues.Create(Standard + "-_ ");

    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var digits = text[..^Padding(text)];
        if (digits.IndexOfAnyExcept(Alphabet) is var stranger and >= 0)
        {
            throw new TrackDecodeException($"Illegal base64 character {(int)digits[stranger]:x}");
        }

        var normal = ArrayPool<char>.Shared.Rent(digits.Length);
        var urlSafe = normal.AsSpan(0, digits.Length);
        digits.Replace(urlSafe, '+', '-');
        urlSafe.Replace('/', '_');
        urlSafe.Replace(' ', '-');
        var bytes = new byte[Base64Url.GetMaxDecodedLength(digits.Length)];
        var status = Base64Url.DecodeFromChars(urlSafe, bytes, out _, out var written);
        ArrayPool<char>.Shared.Return(normal);
        return status == OperationStatus.Done
            ? bytes[..written]
            : throw new TrackDecodeException("Last unit does not have enough valid bits");
    }

    /// <summary>Whether the text is standard, padded base64.</summary>
    public static bool IsStandard(ReadOnlySpan<char> text) =>
        text.Length % Group == 0 && !text[..^Padding(text)].ContainsAnyExcept(StandardAlphabet);

    /// <summary>How many bytes standard base64 stands for.</summary>
    public static int ByteCount(ReadOnlySpan<char> text) => (text.Length / Group * BytesOfGroup) - Padding(text);

    /// <summary>Standard base64 of eight bytes or more, with a number as the last eight.</summary>
    public static string WithEnd(ReadOnlySpan<char> text, long end)
    {
        const int MostGroups = 4;
        var kept = (ByteCount(text) - sizeof(long)) / BytesOfGroup * Group;
        Span<byte> bytes = stackalloc byte[MostGroups * BytesOfGroup];
        Convert.TryFromBase64Chars(text[kept..], bytes, out var length);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(length - sizeof(long))..], end);
        Span<char> encoded = stackalloc char[MostGroups * Group];
        Convert.TryToBase64Chars(bytes[..length], encoded, out var characters);
        return string.Concat(text[..kept], encoded[..characters]);
    }

    private static int Padding(ReadOnlySpan<char> text) => text switch
    {
        [.., '=', '='] => 2,
        [.., '='] => 1,
        _ => 0,
    };
}
