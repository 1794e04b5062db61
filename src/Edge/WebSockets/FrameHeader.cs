using System.Buffers.Binary;

namespace Fabric.Edge.WebSockets;

/// <summary>The header of a frame (RFC 6455 §5.2).</summary>
/// <param name="Final">No fragment follows.</param>
/// <param name="Reserved">A reserved bit is set. None is ever negotiated.</param>
/// <param name="Opcode">The frame's type, which may be an undefined one.</param>
/// <param name="Masked">The payload is masked, as a client's must be.</param>
/// <param name="Mask">The masking key in the order of its bytes in memory.</param>
/// <param name="Length">The payload's length. Above <see cref="long.MaxValue" /> is not allowed by the protocol.</param>
/// <param name="Size">How many bytes the header itself has.</param>
internal readonly record struct FrameHeader(
    bool Final, bool Reserved, WebSocketOpcode Opcode, bool Masked, uint Mask, ulong Length, int Size)
{
    /// <summary>The longest header that a server writes: it does not mask.</summary>
    public const int MaxServerSize = 10;

    /// <summary>The longest payload of a control frame.</summary>
    public const int MaxControlPayload = 125;

    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte OpcodeBits = 0x0F;
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>Close, ping, pong, and the undefined types of their range.</summary>
    public bool IsControl => ((int)Opcode & 0x8) != 0;

    /// <summary>Reads a header; false while bytes are missing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var shortLength = bytes[1] & LengthBits;
        var masked = (bytes[1] & MaskBit) != 0;
        var maskAt = 2 + LengthOf(shortLength);
        var size = maskAt + (masked ? sizeof(uint) : 0);
        if (bytes.Length < size)
        {
            return false;
        }

        var mask = masked ? BitConverter.ToUInt32(bytes[maskAt..]) : 0;
        var first = bytes[0];
        header = new FrameHeader(
            (first & FinalBit) != 0,
            (first & ReservedBits) != 0,
            (WebSocketOpcode)(first & OpcodeBits),
            masked,
            mask,
            ReadLength(bytes, shortLength),
            size);
        return true;
    }

    /// <summary>Writes the header of a whole, unmasked frame and returns its size.</summary>
    public static int Write(Span<byte> target, WebSocketOpcode opcode, long length)
    {
        target[0] = (byte)(FinalBit | (byte)opcode);
        switch (length)
        {
            case < Length16:
                target[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                target[1] = Length16;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)length);
                return 4;
            default:
                target[1] = Length64;
                BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)length);
                return MaxServerSize;
        }
    }

    private static int LengthOf(int shortLength) => shortLength switch
    {
        Length16 => sizeof(ushort),
        Length64 => sizeof(ulong),
        _ => 0,
    };

    private static ulong ReadLength(ReadOnlySpan<byte> bytes, int shortLength) => shortLength switch
    {
        Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        Length64 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
        _ => (ulong)shortLength,
    };
}
