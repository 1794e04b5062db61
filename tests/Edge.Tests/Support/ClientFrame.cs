using System.Buffers.Binary;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Support;

/// <summary>Builds frames as clients send them, faulty ones included.</summary>
internal static class ClientFrame
{
    private static readonly byte[] Mask = [0x12, 0x34, 0x56, 0x78];

    public static byte[] Build(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool final = true, int reserved = 0, bool masked = true)
    {
        var header = Header(opcode, (ulong)payload.Length, final, reserved, masked);
        var frame = new byte[header.Length + payload.Length];
        header.CopyTo(frame, 0);
        for (var i = 0; i < payload.Length; i++)
        {
            frame[header.Length + i] = (byte)(payload[i] ^ (masked ? Mask[i & 3] : 0));
        }

        return frame;
    }

    /// <summary>Just the header, with whatever length it is to announce.</summary>
    public static byte[] Header(WebSocketOpcode opcode, ulong length, bool final = true, int reserved = 0, bool masked = true)
    {
        var bytes = new List<byte> { (byte)((final ? 0x80 : 0) | (reserved << 4) | (int)opcode) };
        var maskBit = masked ? 0x80 : 0;
        Span<byte> number = stackalloc byte[8];
        switch (length)
        {
            case < 126:
                bytes.Add((byte)(maskBit | (int)length));
                break;
            case <= ushort.MaxValue:
                bytes.Add((byte)(maskBit | 126));
                BinaryPrimitives.WriteUInt16BigEndian(number, (ushort)length);
                bytes.AddRange(number[..2]);
                break;
            default:
                bytes.Add((byte)(maskBit | 127));
                BinaryPrimitives.WriteUInt64BigEndian(number, length);
                bytes.AddRange(number);
                break;
        }

        if (masked)
        {
            bytes.AddRange(Mask);
        }

        return [.. bytes];
    }
}
