namespace Fabric.Media.Containers.Playlists;

/// <summary>
/// A list of links, or HLS. What makes a list HLS is a tag of RFC 8216: lists of radio stations have <c>#EXTINF</c> too, with the station's
/// name. One that names only files beside itself can be nothing else.
/// </summary>
internal sealed class M3uProbe : IContainerProbe
{
    private const string Info = "#EXTINF";

    private static readonly string[] Beginnings = ["#EXTM3U", Info];

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (!await PlaylistText.BeginsWithAsync(context.Input, Beginnings, cancellationToken))
        {
            return null;
        }

        var lines = await PlaylistText.ReadLinesAsync(context.Input, cancellationToken);
        var link = FirstLink(lines);
        if (context.Hints.IsHttp && HlsKind(lines, hasLink: link is not null) is { } kind)
        {
            return new ProbeResult.Audio("m3u|" + kind, context.Id3, null);
        }

        return link ?? throw ProbeResult.Unusable(PlaylistText.NoLinks);
    }

    private static string? HlsKind(string[] lines, bool hasLink)
    {
        if (lines.Any(static line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal)))
        {
            return "hls-outer";
        }

        var hasSegments = lines.Any(static line => line.StartsWith(Info, StringComparison.Ordinal));
        var hasTags = lines.Any(static line => line.StartsWith("#EXT-X-", StringComparison.Ordinal));
        return hasSegments && (hasTags || !hasLink) ? "hls-inner" : null;
    }

    private static ProbeResult.Reference? FirstLink(string[] lines)
    {
        string? title = null;
        foreach (var line in lines)
        {
            if (PlaylistText.IsLink(line))
            {
                return new ProbeResult.Reference(line, title);
            }

            title = line.StartsWith(Info, StringComparison.Ordinal) ? TitleOf(line) : line.StartsWith('#') ? title : null;
        }

        return null;
    }

    private static string? TitleOf(string info)
    {
        var comma = info.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? null : info[(comma + 1)..].Trim();
    }
}
