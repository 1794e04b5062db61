using System.Buffers.Binary;

namespace Fabric.Media.Containers.Ogg;

/// <summary>The header of an Ogg page.</summary>
/// <param name="Serial">Which of the streams in the file the page belongs to.</param>
/// <param name="Granule">Where it ends, in units of the codec; −1 when no packet ends on it.</param>
/// <param name="IsFirst">Whether its stream begins with it.</param>
/// <param name="HeaderLength">Bytes of the header.</param>
/// <param name="Segments">Lengths of the segments behind the header.</param>
internal sealed record OggPage(uint Serial, long Granule, bool IsFirst, int HeaderLength, byte[] Segments)
{
    /// <summary>The longest that a header can be.</summary>
    public const int MaxHeaderSize = FixedSize + 255;

    private const int FixedSize = 27;

    /// <summary>Bytes behind the header.</summary>
    public int BodyLength => Segments.Sum(static segment => segment);

    /// <summary>Null when no page begins here.</summary>
    public static OggPage? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedSize || !bytes.StartsWith("OggS"u8) || bytes[4] != 0 || bytes.Length < FixedSize + bytes[26])
        {
            return null;
        }

        return new OggPage(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[6..]),
            (bytes[5] & 0x02) != 0,
            FixedSize + bytes[26],
            bytes.Slice(FixedSize, bytes[26]).ToArray());
    }
}
