using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Ogg;

/// <summary>Vorbis, Opus and FLAC in Ogg.</summary>
internal sealed class OggProbe : IContainerProbe
{
    private const int MaxStreams = 16;

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        if (OggPage.Read((await input.PeekAsync(OggPage.MaxHeaderSize, cancellationToken)).Span) is null)
        {
            return null;
        }

        for (var count = 0; count < MaxStreams; count++)
        {
            var page = OggPage.Read((await input.PeekAsync(OggPage.MaxHeaderSize, cancellationToken)).Span);
            if (page is not { IsFirst: true })
            {
                break;
            }

            input.Skip(page.HeaderLength);
            var next = input.Position + page.BodyLength;
            var first = await input.PeekAsync(Math.Min(OggStream.FirstPacketSize, page.BodyLength), cancellationToken);
            input.Seek(next);
            if (OggStream.Read(first.Span) is { } stream)
            {
                return await ReadStreamAsync(context, page, stream, cancellationToken);
            }
        }

        throw ProbeResult.Unusable("The OGG file contains no supported audio.");
    }

    /// <summary>The first packet fills its page, so the second one begins on the stream's next page.</summary>
    private static async ValueTask<ProbeResult> ReadStreamAsync(
        ProbeContext context, OggPage first, OggStream stream, CancellationToken cancellationToken)
    {
        await using var packet = new OggPacket(context.Input, first.Serial);
        var comments = new ByteReader(packet, long.MaxValue);
        comments.Skip(stream.CommentsPrefix);
        var tags = await VorbisComments.ReadAsync(comments, long.MaxValue, cancellationToken);
        var granule = await LastGranuleAsync(context.Input, first.Serial, cancellationToken);
        return new ProbeResult.Audio("ogg", tags, granule is null ? null : stream.LengthAt(granule.Value));
    }

    /// <summary>No page is longer than what is looked at, so that the end holds a whole one.</summary>
    private static async ValueTask<long?> LastGranuleAsync(ByteReader input, uint serial, CancellationToken cancellationToken)
    {
        if (!input.CanSeek || input.Length is not { } length)
        {
            return null;
        }

        input.Seek(length - ByteReader.WindowSize);
        var tail = await input.PeekAsync(ByteReader.WindowSize, cancellationToken);
        return LastGranule(tail.Span, serial);
    }

    private static long? LastGranule(ReadOnlySpan<byte> tail, uint serial)
    {
        while (tail.LastIndexOf("OggS"u8) is var at && at >= 0)
        {
            if (OggPage.Read(tail[at..]) is { Granule: >= 0 } page && page.Serial == serial)
            {
                return page.Granule;
            }

            tail = tail[..at];
        }

        return null;
    }
}
