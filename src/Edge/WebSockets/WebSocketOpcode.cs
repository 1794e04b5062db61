namespace Fabric.Edge.WebSockets;

/// <summary>Frame types (RFC 6455 §5.2).</summary>
internal enum WebSocketOpcode
{
    /// <summary>Goes on with a fragmented message.</summary>
    Continuation = 0x0,

    /// <summary>UTF-8 text.</summary>
    Text = 0x1,

    /// <summary>Bytes.</summary>
    Binary = 0x2,

    /// <summary>Ends the connection; answered with the same.</summary>
    Close = 0x8,

    /// <summary>Asks for a pong with the same payload.</summary>
    Ping = 0x9,

    /// <summary>Answers a ping, or is sent unasked to show life.</summary>
    Pong = 0xA,
}
