namespace Fabric.Media.Containers;

/// <summary>Looks for the first frame of a format whose files begin with frames, perhaps behind some bytes of something else.</summary>
internal static class FrameScanner
{
    /// <summary>How far a first frame may be from the beginning.</summary>
    public const int Distance = 1000;

    /// <summary>No frame of these formats is longer: ADTS has 13 bits for it.</summary>
    private const int MaxFrameLength = 8191;

    /// <summary>Reads a frame at the beginning of bytes and gives its length; null when none begins there.</summary>
    /// <param name="bytes">What is left of what was read.</param>
    /// <param name="like">The frame before, to which it has to fit.</param>
    public delegate (T Frame, int Length)? Read<T>(ReadOnlySpan<byte> bytes, T? like)
        where T : struct;

    /// <summary>
    /// Finds a frame that is followed by another one, or by the end: a few bytes alone look like a frame too often. Goes to it.
    /// </summary>
    public static async ValueTask<T?> FindAsync<T>(ByteReader input, Read<T> read, CancellationToken cancellationToken)
        where T : struct
    {
        var bytes = await input.PeekAsync(Distance + MaxFrameLength + 8, cancellationToken);
        for (var at = 0; at < Math.Min(Distance, bytes.Length); at++)
        {
            if (read(bytes.Span[at..], null) is { } first && IsFollowed(bytes.Span[at..], first, read))
            {
                input.Skip(at);
                return first.Frame;
            }
        }

        return null;
    }

    private static bool IsFollowed<T>(ReadOnlySpan<byte> bytes, (T Frame, int Length) first, Read<T> read)
        where T : struct =>
        first.Length == bytes.Length || (first.Length < bytes.Length && read(bytes[first.Length..], first.Frame) is not null);
}
