using System.Text;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Support;

/// <summary>A frame as a client sees it.</summary>
internal sealed record Frame(WebSocketOpcode Opcode, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public int CloseCode => (Payload[0] << 8) | Payload[1];

    public string CloseReason => Encoding.UTF8.GetString(Payload, 2, Payload.Length - 2);
}
