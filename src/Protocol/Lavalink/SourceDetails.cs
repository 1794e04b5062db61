using System.Buffers.Binary;

namespace Fabric.Protocol.Lavalink;

/// <summary>Where in an encoded track the part ends that its source alone understands (lavalink.md §5.3).</summary>
internal static class SourceDetails
{
    private const int MostBytes = int.MaxValue / 2;

    /// <summary>Albums, artists and previews, which plugins that look tracks up in catalogues add; then one byte more.</summary>
    private const int TextsOfCatalogues = 5;

    /// <summary>
    /// How many bytes of what follows the source's name are its own. The position comes next, and what is behind that is ignored (lavalink.md §5.1). Of
    /// sources that are not known it is everything but the last eight bytes.
    /// </summary>
    public static int LengthIn(ReadOnlySpan<byte> rest, string source)
    {
        var most = rest.Length - sizeof(long);
        return source switch
        {
            EncodedTrack.HttpSource or EncodedTrack.LocalSource => LengthOfText(rest),
            "soundcloud" or "bandcamp" or "twitch" or "vimeo" or "niconico" => 0,

            // A plugin that loads with yt-dlp gives itself this name too.
            "youtube" => most > 0 && IsOfCatalogue(rest[..most]) ? most : 0,
            _ => most,
        };
    }

    private static bool IsOfCatalogue(ReadOnlySpan<byte> details)
    {
        for (var text = 0; text < TextsOfCatalogues; text++)
        {
            var length = details switch
            {
                [] => MostBytes,
                [0, ..] => sizeof(byte),
                _ => sizeof(byte) + LengthOfText(details[sizeof(byte)..]),
            };
            if (length > details.Length)
            {
                return false;
            }

            details = details[length..];
        }

        return details.Length == sizeof(byte);
    }

    /// <summary>The length of a text with that of its count; more than there is where that is cut off.</summary>
    private static int LengthOfText(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.TryReadUInt16BigEndian(bytes, out var length) ? sizeof(ushort) + length : MostBytes;
}
