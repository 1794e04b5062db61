namespace Fabric.Media.Containers.Mp4;

/// <summary>Which codec a track has: <c>minf/stbl/stsd/mp4a/esds</c>.</summary>
internal static class Mp4SampleDescription
{
    /// <summary>What an entry for audio has in front of its boxes.</summary>
    private const int AudioEntrySize = 28;

    private const int DescriptorSize = 64;
    private const byte StreamTag = 0x03;
    private const byte ConfigurationTag = 0x04;

    /// <summary>Of a box that holds the description somewhere within.</summary>
    public static async ValueTask<bool> IsAacAsync(ByteReader input, Mp4Box box, CancellationToken cancellationToken)
    {
        var isAac = false;
        await foreach (var child in Mp4Box.ReadAllAsync(input, box.End, cancellationToken))
        {
            if (child.Is("stbl"u8) && box.Is("minf"u8))
            {
                isAac |= await IsAacAsync(input, child, cancellationToken);
            }
            else if (child.Is("stsd"u8))
            {
                input.Skip(8);
                isAac |= await HasAacEntryAsync(input, child, cancellationToken);
            }
        }

        return isAac;
    }

    private static async ValueTask<bool> HasAacEntryAsync(ByteReader input, Mp4Box stsd, CancellationToken cancellationToken)
    {
        await foreach (var entry in Mp4Box.ReadAllAsync(input, stsd.End, cancellationToken))
        {
            if (entry.Is("mp4a"u8))
            {
                var bytes = await entry.PeekAsync(input, AudioEntrySize, cancellationToken);
                input.Skip(AudioEntrySize + QuickTimeExtra(bytes.Span));
                return await FindDescriptorAsync(input, entry, cancellationToken);
            }
        }

        return false;
    }

    /// <summary>Versions 1 and 2 of QuickTime's entry have more fields.</summary>
    private static int QuickTimeExtra(ReadOnlySpan<byte> entry) => (Mp4Fields.UInt32(entry, 8) >> 16) switch
    {
        1 => 16,
        2 => 36,
        _ => 0,
    };

    /// <summary>QuickTime puts the descriptor into a box <c>wave</c>. Without one, <c>mp4a</c> is believed.</summary>
    private static async ValueTask<bool> FindDescriptorAsync(ByteReader input, Mp4Box parent, CancellationToken cancellationToken)
    {
        await foreach (var box in Mp4Box.ReadAllAsync(input, parent.End, cancellationToken))
        {
            if (box.Is("esds"u8))
            {
                return IsAac((await box.PeekAsync(input, DescriptorSize, cancellationToken)).Span);
            }

            if (box.Is("wave"u8) && parent.Is("mp4a"u8))
            {
                return await FindDescriptorAsync(input, box, cancellationToken);
            }
        }

        return true;
    }

    /// <summary>The kind of object in the decoder's configuration: MPEG-4 AAC, or one of the profiles of MPEG-2 AAC.</summary>
    private static bool IsAac(ReadOnlySpan<byte> esds)
    {
        var stream = Descriptor(esds[Math.Min(4, esds.Length)..], StreamTag);
        if (stream.Length < 3)
        {
            return false;
        }

        var flags = stream[2];
        var fields = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
        var configuration = stream.Length < fields ? default : Descriptor(stream[fields..], ConfigurationTag);
        return !configuration.IsEmpty && configuration[0] is 0x40 or 0x66 or 0x67 or 0x68;
    }

    /// <summary>Behind the tag stands the length, seven bits a byte.</summary>
    private static ReadOnlySpan<byte> Descriptor(ReadOnlySpan<byte> bytes, byte tag)
    {
        if (bytes.IsEmpty || bytes[0] != tag)
        {
            return default;
        }

        var index = 1;
        while (index < bytes.Length && index < 5 && (bytes[index] & 0x80) != 0)
        {
            index++;
        }

        return bytes[Math.Min(index + 1, bytes.Length)..];
    }
}
