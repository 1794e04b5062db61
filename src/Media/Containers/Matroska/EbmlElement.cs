using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Matroska;

/// <summary>The header of an element (RFC 8794).</summary>
/// <param name="Id">Its id, with the bits that tell its length.</param>
/// <param name="Content">Where the content begins.</param>
/// <param name="End">Where the next element begins; where its parent ends, if its own length is unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EbmlElement(uint Id, long Content, long End)
{
    private const int MaxIdLength = 4;
    private const int MaxHeaderLength = MaxIdLength + 8;
    private const int MaxSiblings = 4096;

    /// <summary>The elements between the position of the input and <paramref name="end"/>. Whatever is read of one meanwhile, the next follows it.</summary>
    public static async IAsyncEnumerable<EbmlElement> ReadAllAsync(
        ByteReader input, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var count = 0; count < MaxSiblings && input.Position < end; count++)
        {
            var start = input.Position;
            var bytes = await input.PeekAsync(MaxHeaderLength, cancellationToken);
            if (Read(bytes.Span, start, end) is not { } element)
            {
                yield break;
            }

            input.Seek(element.Content);
            yield return element;
            input.Seek(element.End);
        }
    }

    public async ValueTask<ulong> ReadNumberAsync(ByteReader input, CancellationToken cancellationToken)
    {
        ulong number = 0;
        foreach (var part in (await PeekAsync(input, 8, cancellationToken)).Span)
        {
            number = (number << 8) | part;
        }

        return number;
    }

    public async ValueTask<double> ReadFloatAsync(ByteReader input, CancellationToken cancellationToken)
    {
        var bytes = await PeekAsync(input, 8, cancellationToken);
        return bytes.Length switch
        {
            4 => BinaryPrimitives.ReadSingleBigEndian(bytes.Span),
            8 => BinaryPrimitives.ReadDoubleBigEndian(bytes.Span),
            _ => 0,
        };
    }

    /// <summary>Text, which may be filled up with zeros.</summary>
    public async ValueTask<string> ReadTextAsync(ByteReader input, CancellationToken cancellationToken)
    {
        var bytes = await PeekAsync(input, AudioTags.MaxValueBytes, cancellationToken);
        return Encoding.UTF8.GetString(bytes.Span.TrimEnd((byte)0));
    }

    private ValueTask<ReadOnlyMemory<byte>> PeekAsync(ByteReader input, int count, CancellationToken cancellationToken) =>
        input.PeekAsync((int)Math.Min(count, End - Content), cancellationToken);

    private static EbmlElement? Read(ReadOnlySpan<byte> bytes, long start, long parentEnd)
    {
        var idLength = LengthOf(bytes);
        if (idLength is 0 or > MaxIdLength)
        {
            return null;
        }

        var sizeLength = LengthOf(bytes[idLength..]);
        if (sizeLength == 0)
        {
            return null;
        }

        var id = (uint)NumberOf(bytes[..idLength]);
        var size = NumberOf(bytes.Slice(idLength, sizeLength)) & ((1UL << (7 * sizeLength)) - 1);
        var content = start + idLength + sizeLength;
        var isUnknown = size == (1UL << (7 * sizeLength)) - 1;
        return content > parentEnd
            ? null
            : new EbmlElement(id, content, isUnknown || size > (ulong)(parentEnd - content) ? parentEnd : content + (long)size);
    }

    /// <summary>How many bytes a number has, by the zeros that it begins with; 0 when it is none, or cut off.</summary>
    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] == 0)
        {
            return 0;
        }

        var length = BitOperations.LeadingZeroCount((uint)bytes[0]) - 23;
        return length <= bytes.Length ? length : 0;
    }

    private static ulong NumberOf(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var part in bytes)
        {
            number = (number << 8) | part;
        }

        return number;
    }
}
