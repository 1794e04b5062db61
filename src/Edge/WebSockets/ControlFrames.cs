using System.Buffers.Binary;
using System.Text;

namespace Fabric.Edge.WebSockets;

/// <summary>Control frames as a server sends them.</summary>
internal static class ControlFrames
{
    /// <summary>A close frame.</summary>
    public static byte[] Close(int code, string reason)
    {
        Span<byte> payload = stackalloc byte[FrameHeader.MaxControlPayload];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        var length = sizeof(ushort) + Encoding.UTF8.GetBytes(reason, payload[sizeof(ushort)..]);
        return Build(WebSocketOpcode.Close, payload[..length]);
    }

    /// <summary>A ping without content.</summary>
    public static byte[] Ping { get; } = Build(WebSocketOpcode.Ping, []);

    /// <summary>The answer to a ping.</summary>
    public static byte[] Pong(ReadOnlySpan<byte> payload) => Build(WebSocketOpcode.Pong, payload);

    private static byte[] Build(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[FrameHeader.MaxServerSize + FrameHeader.MaxControlPayload];
        var size = FrameHeader.Write(frame, opcode, payload.Length);
        payload.CopyTo(frame[size..]);
        return frame[..(size + payload.Length)].ToArray();
    }
}
