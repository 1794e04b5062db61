using System.Text;

namespace Fabric.Media.Containers.Playlists;

/// <summary>The lines of a list, of which no more is read than fits into the window.</summary>
internal static class PlaylistText
{
    public const string NoLinks = "The playlist file contains no links.";

    /// <summary>Whether the file begins with one of these, ASCII, in any case of letters.</summary>
    public static async ValueTask<bool> BeginsWithAsync(ByteReader input, string[] beginnings, CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(beginnings.Max(static beginning => beginning.Length) + ByteOrderMark.Length, cancellationToken);
        var text = Encoding.Latin1.GetString(WithoutMark(bytes.Span));
        return beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The lines without the blanks around them; empty ones are left out.</summary>
    public static async ValueTask<string[]> ReadLinesAsync(ByteReader input, CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(ByteReader.WindowSize, cancellationToken);
        return Encoding.UTF8.GetString(WithoutMark(bytes.Span))
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public static bool IsLink(string line) =>
        line.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("icy://", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
}
