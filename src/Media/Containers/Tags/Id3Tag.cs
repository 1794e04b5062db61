namespace Fabric.Media.Containers.Tags;

/// <summary>ID3v2.2 to 2.4 in front of a file: title, artist and ISRC.</summary>
internal static class Id3Tag
{
    private const int MaxFrames = 1024;

    /// <summary>Reads a tag and goes on behind it. Null, and goes nowhere, when there is none.</summary>
    public static async ValueTask<AudioTags?> ReadAsync(ByteReader input, CancellationToken cancellationToken)
    {
        var start = input.Position;
        if (Id3Header.Read((await input.PeekAsync(Id3Header.Size, cancellationToken)).Span) is not { } header)
        {
            return null;
        }

        input.Skip(Id3Header.Size);
        var tags = header.IsUnsynchronised
            ? await ReadUnsynchronisedAsync(input, header, cancellationToken)
            : await ReadFramesAsync(input, header, input.Position + header.BodyLength, cancellationToken);
        input.Seek(start + Id3Header.Size + header.BodyLength + header.FooterLength);
        return tags;
    }

    /// <summary>Lengths in such a tag are those before the escaping. Of a very long one only the beginning is looked at.</summary>
    private static async ValueTask<AudioTags> ReadUnsynchronisedAsync(ByteReader input, Id3Header header, CancellationToken cancellationToken)
    {
        var body = await input.PeekAsync(Math.Min(header.BodyLength, ByteReader.WindowSize), cancellationToken);
        var plain = Unsynchronisation.Undo(body.Span);
        await using var source = new StreamByteSource(new MemoryStream(plain));
        return await ReadFramesAsync(new ByteReader(source, plain.Length), header, plain.Length, cancellationToken);
    }

    private static async ValueTask<AudioTags> ReadFramesAsync(ByteReader input, Id3Header header, long end, CancellationToken cancellationToken)
    {
        if (header.HasExtendedHeader)
        {
            input.Skip(header.ExtendedHeaderLength((await input.PeekAsync(4, cancellationToken)).Span));
        }

        var tags = AudioTags.None;
        for (var count = 0; count < MaxFrames; count++)
        {
            var bytes = await input.ReadAsync(header.FrameHeaderSize, cancellationToken);
            if (Id3Frame.Read(bytes.Span, header.Version) is not { } frame || input.Position + frame.Length > end)
            {
                break;
            }

            var next = input.Position + frame.Length;
            if (frame.IsWanted)
            {
                var text = await input.PeekAsync(Math.Min(frame.Length, AudioTags.MaxValueBytes), cancellationToken);
                tags = tags.Or(frame.ToTags(text.Span));
            }

            input.Seek(next);
        }

        return tags;
    }
}
