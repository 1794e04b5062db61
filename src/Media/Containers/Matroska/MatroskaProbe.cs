namespace Fabric.Media.Containers.Matroska;

/// <summary>Opus, Vorbis or AAC in Matroska or WebM. Never a stream (lavalink.md §7.5).</summary>
internal sealed class MatroskaProbe : IContainerProbe
{
    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        if (!(await input.PeekAsync(4, cancellationToken)).Span.SequenceEqual((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return null;
        }

        await foreach (var element in EbmlElement.ReadAllAsync(input, input.Length ?? long.MaxValue, cancellationToken))
        {
            if (element.Id == MatroskaId.Header && !await IsMatroskaAsync(input, element, cancellationToken))
            {
                break;
            }

            if (element.Id == MatroskaId.Segment)
            {
                return await ReadAudioAsync(context, element, cancellationToken);
            }
        }

        throw NoAudio();
    }

    private static async ValueTask<bool> IsMatroskaAsync(ByteReader input, EbmlElement header, CancellationToken cancellationToken)
    {
        await foreach (var element in EbmlElement.ReadAllAsync(input, header.End, cancellationToken))
        {
            if (element.Id == MatroskaId.DocType)
            {
                return await element.ReadTextAsync(input, cancellationToken) is "matroska" or "webm";
            }
        }

        return true;
    }

    private static async ValueTask<ProbeResult> ReadAudioAsync(ProbeContext context, EbmlElement element, CancellationToken cancellationToken)
    {
        var segment = new MatroskaSegment(context.Input, element);
        await segment.ReadAsync(cancellationToken);
        return segment.HasAudio
            ? new ProbeResult.Audio("matroska/webm", segment.Tags.Or(context.Id3), segment.Length) { IsStream = false }
            : throw NoAudio();
    }

    private static Fabric.Media.Tracks.TrackLoadException NoAudio() => ProbeResult.Unusable("No supported audio tracks in the file.");
}
