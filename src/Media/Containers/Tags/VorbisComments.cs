using System.Buffers.Binary;
using System.Text;

namespace Fabric.Media.Containers.Tags;

/// <summary>Comments as Vorbis, Opus and FLAC write them: <c>NAME=value</c>, in UTF-8. Pictures may stand between them.</summary>
internal static class VorbisComments
{
    private const int MaxComments = 4096;
    private const int LongestName = 6;

    /// <summary>Reads up to the position <paramref name="end"/>. What does not fit in front of it ends the comments.</summary>
    public static async ValueTask<AudioTags> ReadAsync(ByteReader input, long end, CancellationToken cancellationToken)
    {
        var tags = AudioTags.None;
        input.Skip(await ReadNumberAsync(input, cancellationToken) ?? 0);
        var count = Math.Min(await ReadNumberAsync(input, cancellationToken) ?? 0, MaxComments);
        for (; count > 0; count--)
        {
            if (await ReadNumberAsync(input, cancellationToken) is not { } length || input.Position + length > end)
            {
                break;
            }

            var next = input.Position + length;
            var comment = await input.PeekAsync((int)Math.Min(length, LongestName + 1 + AudioTags.MaxValueBytes), cancellationToken);
            tags = tags.Or(ReadOne(comment.Span));
            input.Seek(next);
        }

        return tags;
    }

    private static async ValueTask<uint?> ReadNumberAsync(ByteReader input, CancellationToken cancellationToken)
    {
        var bytes = await input.ReadAsync(4, cancellationToken);
        return bytes.Length < 4 ? null : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
    }

    private static AudioTags ReadOne(ReadOnlySpan<byte> comment)
    {
        var equals = comment.IndexOf((byte)'=');
        if (equals is < 0 or > LongestName)
        {
            return AudioTags.None;
        }

        var value = comment[(equals + 1)..];
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, AudioTags.MaxValueBytes)]);
        return Encoding.ASCII.GetString(comment[..equals]).ToUpperInvariant() switch
        {
            "TITLE" => new AudioTags(Title: text),
            "ARTIST" => new AudioTags(Artist: text),
            "ISRC" => new AudioTags(Isrc: text),
            _ => AudioTags.None,
        };
    }
}
