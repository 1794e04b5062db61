using System.Buffers.Binary;

namespace Fabric.Media.Containers.Mp3;

/// <summary>What encoders write in the place of a first frame: Xing, which is Info at a constant bit rate, and VBRI.</summary>
internal static class VbrHeader
{
    private const int VbriOffset = Mp3FrameHeader.Size + 32;
    private const uint HasFrameCount = 1;

    /// <summary>How many frames there are; null when the frame does not say.</summary>
    public static uint? FrameCount(ReadOnlySpan<byte> frame, Mp3FrameHeader header) =>
        Xing(frame, Mp3FrameHeader.Size + header.SideInfoLength) ?? Vbri(frame);

    private static uint? Xing(ReadOnlySpan<byte> frame, int offset)
    {
        if (frame.Length < offset + 12)
        {
            return null;
        }

        var tag = frame[offset..];
        var isTag = tag.StartsWith("Xing"u8) || tag.StartsWith("Info"u8);
        return isTag && (BinaryPrimitives.ReadUInt32BigEndian(tag[4..]) & HasFrameCount) != 0
            ? BinaryPrimitives.ReadUInt32BigEndian(tag[8..])
            : null;
    }

    private static uint? Vbri(ReadOnlySpan<byte> frame) => frame.Length >= VbriOffset + 18 && frame[VbriOffset..].StartsWith("VBRI"u8)
        ? BinaryPrimitives.ReadUInt32BigEndian(frame[(VbriOffset + 14)..])
        : null;
}
