using System.Numerics;
using System.Runtime.InteropServices;

namespace Fabric.Edge.WebSockets;

/// <summary>The masking of clients' payloads (RFC 6455 §5.3).</summary>
internal static class FrameMask
{
    /// <summary>Masks or unmasks in place.</summary>
    /// <param name="payload">The whole payload: the key starts with its first byte.</param>
    /// <param name="mask">The key in the order of its bytes in memory.</param>
    public static void Apply(Span<byte> payload, uint mask)
    {
        var wide = Vector<byte>.Count;
        var key = Vector.AsVectorByte(new Vector<uint>(mask));
        while (payload.Length >= wide)
        {
            (new Vector<byte>(payload) ^ key).CopyTo(payload);
            payload = payload[wide..];
        }

        Span<byte> keyBytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(keyBytes, mask);
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= keyBytes[i & 3];
        }
    }
}
