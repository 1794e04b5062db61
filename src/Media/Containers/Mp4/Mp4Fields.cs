using System.Buffers.Binary;

namespace Fabric.Media.Containers.Mp4;

/// <summary>Numbers in boxes. What lies behind the end of a box is 0.</summary>
internal static class Mp4Fields
{
    /// <summary>Of <c>mvhd</c> and <c>mdhd</c> up to the duration, in the longer version.</summary>
    public const int TimeHeaderSize = 32;

    public static uint UInt32(ReadOnlySpan<byte> bytes, int offset) =>
        bytes.Length < offset + 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);

    public static ulong UInt64(ReadOnlySpan<byte> bytes, int offset) =>
        bytes.Length < offset + 8 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(bytes[offset..]);

    public static bool IsLong(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] == 1;

    /// <summary>A number that has 64 bits in version 1 of the box, and 32 in version 0.</summary>
    public static ulong VersionedNumber(ReadOnlySpan<byte> bytes, int offset) => IsLong(bytes) ? UInt64(bytes, offset) : UInt32(bytes, offset);

    /// <summary>What <c>mvhd</c> and <c>mdhd</c> begin with. All bits set is an unknown duration.</summary>
    public static (uint TimeScale, ulong Duration) TimeHeader(ReadOnlySpan<byte> bytes)
    {
        if (IsLong(bytes))
        {
            var duration = UInt64(bytes, 24);
            return (UInt32(bytes, 20), duration == ulong.MaxValue ? 0 : duration);
        }

        var shorter = UInt32(bytes, 16);
        return (UInt32(bytes, 12), shorter == uint.MaxValue ? 0 : shorter);
    }
}
