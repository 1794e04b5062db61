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

    /// <summary>What a close frame says. False where it says nothing, or has a code that no frame may have (RFC 6455 §7.4).</summary>
    public static bool TryReadClose(ReadOnlySpan<byte> payload, out (int Code, string Reason) said)
    {
        said = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(payload, out var code)
            || code is not ((>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999)))
        {
            return false;
        }

        said = (code, Encoding.UTF8.GetString(payload[sizeof(ushort)..]));
        return true;
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
