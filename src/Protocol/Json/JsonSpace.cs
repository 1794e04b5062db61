using System.Buffers;

namespace Fabric.Protocol.Json;

/// <summary>The space between the parts of a JSON value, which says nothing.</summary>
internal static class JsonSpace
{
    private static readonly SearchValues<byte> SpaceOrQuote = SearchValues.Create(" \t\r\n\""u8);

    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>A copy of a value that has none.</summary>
    /// <param name="json">A well-formed value.</param>
    public static byte[] Without(ReadOnlySpan<byte> json)
    {
        var compact = new byte[json.Length];
        var length = 0;
        while (json.IndexOfAny(SpaceOrQuote) is var next and >= 0)
        {
            var kept = json[next] == '"' ? next + LengthOfString(json[next..]) : next;
            json[..kept].CopyTo(compact.AsSpan(length));
            length += kept;
            json = json[kept..].TrimStart(Space);
        }

        json.CopyTo(compact.AsSpan(length));
        length += json.Length;
        return length == compact.Length ? compact : compact[..length];
    }

    /// <summary>How long the string is that a text begins with, its quotes included.</summary>
    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        var end = 1;
        while (text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }
}
