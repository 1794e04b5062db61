namespace Fabric.Media.Containers.Mp4;

/// <summary>The box <c>traf</c>: the samples of one track in a fragment.</summary>
internal static class Mp4TrackFragment
{
    /// <summary>When the fragment ends, in the units of the track; 0 when it is another track's.</summary>
    public static async ValueTask<ulong> ReadEndAsync(
        ByteReader input, Mp4Box traf, uint trackId, uint defaultDuration, CancellationToken cancellationToken)
    {
        ulong end = 0;
        await foreach (var box in Mp4Box.ReadAllAsync(input, traf.End, cancellationToken))
        {
            var bytes = await box.PeekAsync(input, 24, cancellationToken);
            if (box.Is("tfhd"u8))
            {
                if (Mp4Fields.UInt32(bytes.Span, 4) != trackId)
                {
                    return 0;
                }

                defaultDuration = ReadDefaultDuration(bytes.Span) ?? defaultDuration;
            }
            else if (box.Is("tfdt"u8))
            {
                end = Mp4Fields.VersionedNumber(bytes.Span, 4);
            }
            else if (box.Is("trun"u8))
            {
                end += await ReadRunAsync(input, box, defaultDuration, cancellationToken);
            }
        }

        return end;
    }

    /// <summary>The fields that the flags 1 and 2 announce stand in front of it.</summary>
    private static uint? ReadDefaultDuration(ReadOnlySpan<byte> tfhd)
    {
        var flags = Mp4Fields.UInt32(tfhd, 0);
        var offset = 8 + ((flags & 0x01) != 0 ? 8 : 0) + ((flags & 0x02) != 0 ? 4 : 0);
        return (flags & 0x08) != 0 ? Mp4Fields.UInt32(tfhd, offset) : null;
    }

    /// <summary>How long a run of samples is. Each has the fields that the flags announce; the duration is the first of them.</summary>
    private static async ValueTask<ulong> ReadRunAsync(ByteReader input, Mp4Box trun, uint defaultDuration, CancellationToken cancellationToken)
    {
        var head = await input.ReadAsync(8, cancellationToken);
        var (flags, count) = (Mp4Fields.UInt32(head.Span, 0), Mp4Fields.UInt32(head.Span, 4));
        if ((flags & 0x100) == 0)
        {
            return (ulong)count * defaultDuration;
        }

        input.Skip(((flags & 0x01) != 0 ? 4 : 0) + ((flags & 0x04) != 0 ? 4 : 0));
        var fields = 1 + ((flags & 0x200) != 0 ? 1 : 0) + ((flags & 0x400) != 0 ? 1 : 0) + ((flags & 0x800) != 0 ? 1 : 0);
        ulong total = 0;
        for (; count > 0 && input.Position < trun.End; count--)
        {
            var sample = await input.ReadAsync(4 * fields, cancellationToken);
            if (sample.Length < 4 * fields)
            {
                break;
            }

            total += Mp4Fields.UInt32(sample.Span, 0);
        }

        return total;
    }
}
