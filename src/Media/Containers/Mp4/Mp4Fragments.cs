namespace Fabric.Media.Containers.Mp4;

/// <summary>Finds the length of a file in fragments, of which the movie tells none.</summary>
internal sealed class Mp4Fragments(ByteReader input, Mp4Movie movie, Mp4Track track)
{
    private const int EndMarkerSize = 16;

    private ulong _end;
    private long _skipTo;

    /// <summary>In milliseconds, by the index at the end, or else by going from fragment to fragment; null when neither tells it.</summary>
    public async ValueTask<long?> FindLengthAsync(CancellationToken cancellationToken)
    {
        var behindMovie = input.Position;
        if (await FindLastFragmentAsync(cancellationToken) is { } last)
        {
            input.Seek(last);
            await WalkAsync(last + 1, cancellationToken);
        }

        if (_end == 0)
        {
            input.Seek(behindMovie);
            await WalkAsync(long.MaxValue, cancellationToken);
        }

        return Duration.Of(_end, track.TimeScale);
    }

    private async ValueTask WalkAsync(long lastStart, CancellationToken cancellationToken)
    {
        await foreach (var box in Mp4Box.ReadAllAsync(input, input.Length ?? long.MaxValue, cancellationToken, () => _skipTo))
        {
            if (box.Is("sidx"u8))
            {
                await ReadSegmentIndexAsync(box, cancellationToken);
            }
            else if (box.Is("moof"u8))
            {
                await ReadFragmentAsync(box, cancellationToken);
            }

            if (box.End >= lastStart)
            {
                break;
            }
        }
    }

    /// <summary>Where the last fragment begins, by <c>mfra</c>, whose length its last box tells.</summary>
    private async ValueTask<long?> FindLastFragmentAsync(CancellationToken cancellationToken)
    {
        if (!input.CanSeek || input.Length is not { } length)
        {
            return null;
        }

        input.Seek(length - EndMarkerSize);
        var bytes = await input.PeekAsync(EndMarkerSize, cancellationToken);
        if (bytes.Length < EndMarkerSize || !bytes.Span[4..].StartsWith("mfro"u8))
        {
            return null;
        }

        input.Seek(length - Mp4Fields.UInt32(bytes.Span, 12));
        await foreach (var mfra in Mp4Box.ReadAllAsync(input, length, cancellationToken))
        {
            await foreach (var tfra in Mp4Box.ReadAllAsync(input, mfra.End, cancellationToken))
            {
                if (tfra.Is("tfra"u8) && await ReadLastEntryAsync(tfra, cancellationToken) is { } start)
                {
                    return start;
                }
            }
        }

        return null;
    }

    /// <summary>Entries are of time, place, and three numbers whose lengths stand in front.</summary>
    private async ValueTask<long?> ReadLastEntryAsync(Mp4Box tfra, CancellationToken cancellationToken)
    {
        var bytes = await tfra.PeekAsync(input, 16, cancellationToken);
        var (id, lengths, count) = (Mp4Fields.UInt32(bytes.Span, 4), Mp4Fields.UInt32(bytes.Span, 8), Mp4Fields.UInt32(bytes.Span, 12));
        if (id != track.Id || count == 0)
        {
            return null;
        }

        var isLong = Mp4Fields.IsLong(bytes.Span);
        var times = isLong ? 16 : 8;
        var size = times + 3 + (lengths & 3) + ((lengths >> 2) & 3) + ((lengths >> 4) & 3);
        input.Seek(tfra.Content + 16 + ((count - 1) * size));
        var entry = await input.PeekAsync(times, cancellationToken);
        var start = isLong ? Mp4Fields.UInt64(entry.Span, 8) : Mp4Fields.UInt32(entry.Span, 4);
        return start is > 0 and < long.MaxValue ? (long)start : null;
    }

    /// <summary>An index of what follows it: its durations, and how many bytes need not be looked at.</summary>
    private async ValueTask ReadSegmentIndexAsync(Mp4Box sidx, CancellationToken cancellationToken)
    {
        var head = await input.ReadAsync(40, cancellationToken);
        var isLong = Mp4Fields.IsLong(head.Span);
        var timeScale = Mp4Fields.UInt32(head.Span, 8);
        var time = Mp4Fields.VersionedNumber(head.Span, 12);
        var offset = Mp4Fields.VersionedNumber(head.Span, isLong ? 20 : 16);
        var count = Mp4Fields.UInt32(head.Span, isLong ? 28 : 20) & 0xFFFF;
        input.Seek(sidx.Content + (isLong ? 32 : 24));
        for (; count > 0 && input.Position < sidx.End; count--)
        {
            var entry = await input.ReadAsync(12, cancellationToken);
            offset += Mp4Fields.UInt32(entry.Span, 0) & 0x7FFF_FFFF;
            time += Mp4Fields.UInt32(entry.Span, 4);
        }

        if (timeScale == track.TimeScale && offset < long.MaxValue / 2)
        {
            _end = Math.Max(_end, time);
            _skipTo = sidx.End + (long)offset;
        }
    }

    private async ValueTask ReadFragmentAsync(Mp4Box moof, CancellationToken cancellationToken)
    {
        await foreach (var traf in Mp4Box.ReadAllAsync(input, moof.End, cancellationToken))
        {
            if (traf.Is("traf"u8))
            {
                var end = await Mp4TrackFragment.ReadEndAsync(input, traf, track.Id, movie.DefaultDuration, cancellationToken);
                _end = Math.Max(_end, end);
            }
        }
    }
}
