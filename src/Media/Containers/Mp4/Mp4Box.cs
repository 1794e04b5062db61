using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Mp4;

/// <summary>The header of a box (ISO/IEC 14496-12).</summary>
/// <param name="Type">Its four characters.</param>
/// <param name="Start">Where the header begins.</param>
/// <param name="Content">Where the content begins.</param>
/// <param name="End">Where the next box begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mp4Box(uint Type, long Start, long Content, long End)
{
    private const int HeaderSize = 8;
    private const int LongHeaderSize = 16;
    private const int MaxSiblings = 4096;

    public bool Is(ReadOnlySpan<byte> type) => Type == BinaryPrimitives.ReadUInt32BigEndian(type);

    /// <summary>
    /// The boxes between the position of the input and <paramref name="end"/>. Whatever is read of one meanwhile, the next one follows it;
    /// <paramref name="skipTo"/> may name a later place.
    /// </summary>
    public static async IAsyncEnumerable<Mp4Box> ReadAllAsync(
        ByteReader input, long end, [EnumeratorCancellation] CancellationToken cancellationToken, Func<long>? skipTo = null)
    {
        for (var count = 0; count < MaxSiblings && input.Position < end; count++)
        {
            var start = input.Position;
            var bytes = await input.PeekAsync(LongHeaderSize, cancellationToken);
            if (Read(bytes.Span, start, end) is not { } box)
            {
                yield break;
            }

            input.Seek(box.Content);
            yield return box;
            input.Seek(Math.Max(box.End, skipTo?.Invoke() ?? 0));
        }
    }

    /// <summary>What is at the beginning of the content, at most <paramref name="count"/> bytes.</summary>
    public ValueTask<ReadOnlyMemory<byte>> PeekAsync(ByteReader input, int count, CancellationToken cancellationToken) =>
        input.PeekAsync((int)Math.Min(count, End - Content), cancellationToken);

    /// <summary>A length of 1 says that the length follows, one of 0 that the box is the last one. None reaches beyond its parent.</summary>
    private static Mp4Box? Read(ReadOnlySpan<byte> bytes, long start, long parentEnd)
    {
        if (bytes.Length < HeaderSize)
        {
            return null;
        }

        ulong length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = HeaderSize;
        if (length == 1 && bytes.Length == LongHeaderSize)
        {
            length = BinaryPrimitives.ReadUInt64BigEndian(bytes[HeaderSize..]);
            header = LongHeaderSize;
        }

        var isLast = length == 0 || length > (ulong)(parentEnd - start);
        return start + header > parentEnd || (!isLast && length < (ulong)header)
            ? null
            : new Mp4Box(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), start, start + header, isLast ? parentEnd : start + (long)length);
    }
}
