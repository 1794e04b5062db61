namespace Fabric.Media.Containers.Mp4;

/// <summary>A track of AAC.</summary>
/// <param name="Id">Its number.</param>
/// <param name="TimeScale">Units of time per second.</param>
internal sealed record Mp4Track(uint Id, uint TimeScale)
{
    /// <summary>Null when the track is no audio, or of another codec.</summary>
    public static async ValueTask<Mp4Track?> ReadAsync(ByteReader input, Mp4Box trak, CancellationToken cancellationToken)
    {
        uint id = 0;
        uint? timeScale = null;
        await foreach (var box in Mp4Box.ReadAllAsync(input, trak.End, cancellationToken))
        {
            if (box.Is("tkhd"u8))
            {
                var bytes = await box.PeekAsync(input, 24, cancellationToken);
                id = Mp4Fields.UInt32(bytes.Span, Mp4Fields.IsLong(bytes.Span) ? 20 : 12);
            }
            else if (box.Is("mdia"u8))
            {
                timeScale = await ReadMediaAsync(input, box, cancellationToken);
            }
        }

        return timeScale is null ? null : new Mp4Track(id, timeScale.Value);
    }

    private static async ValueTask<uint?> ReadMediaAsync(ByteReader input, Mp4Box mdia, CancellationToken cancellationToken)
    {
        uint timeScale = 0;
        var (isSound, isAac) = (false, false);
        await foreach (var box in Mp4Box.ReadAllAsync(input, mdia.End, cancellationToken))
        {
            if (box.Is("mdhd"u8))
            {
                timeScale = Mp4Fields.TimeHeader((await box.PeekAsync(input, Mp4Fields.TimeHeaderSize, cancellationToken)).Span).TimeScale;
            }
            else if (box.Is("hdlr"u8))
            {
                var bytes = await box.PeekAsync(input, 12, cancellationToken);
                isSound = bytes.Length == 12 && bytes.Span[8..].SequenceEqual("soun"u8);
            }
            else if (box.Is("minf"u8))
            {
                isAac = await Mp4SampleDescription.IsAacAsync(input, box, cancellationToken);
            }
        }

        return isSound && isAac ? timeScale : null;
    }
}
