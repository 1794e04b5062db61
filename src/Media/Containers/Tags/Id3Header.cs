using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Tags;

/// <summary>The first ten bytes of an ID3v2 tag.</summary>
/// <param name="Version">2, 3 or 4.</param>
/// <param name="Flags">The flags.</param>
/// <param name="BodyLength">Bytes behind this header, without the footer.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Id3Header(byte Version, byte Flags, int BodyLength)
{
    public const int Size = 10;

    /// <summary>Whether the whole body is escaped. In version 4 each frame says so for itself.</summary>
    public bool IsUnsynchronised => Version < 4 && (Flags & 0x80) != 0;

    public bool HasExtendedHeader => Version > 2 && (Flags & 0x40) != 0;

    public int FooterLength => Version == 4 && (Flags & 0x10) != 0 ? Size : 0;

    public int FrameHeaderSize => Version == 2 ? 6 : 10;

    public static Id3Header? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes.StartsWith("ID3"u8) || bytes[3] is < 2 or > 4 || bytes[6..Size].ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return null;
        }

        return new Id3Header(bytes[3], bytes[5], Synchsafe(bytes[6..]));
    }

    /// <summary>Version 3 does not count the length itself, version 4 does.</summary>
    public long ExtendedHeaderLength(ReadOnlySpan<byte> length)
    {
        if (length.Length < 4)
        {
            return 0;
        }

        return Version == 3 ? 4L + BinaryPrimitives.ReadUInt32BigEndian(length) : Synchsafe(length);
    }

    /// <summary>28 bits in four bytes.</summary>
    public static int Synchsafe(ReadOnlySpan<byte> bytes) =>
        ((bytes[0] & 0x7F) << 21) | ((bytes[1] & 0x7F) << 14) | ((bytes[2] & 0x7F) << 7) | (bytes[3] & 0x7F);
}
