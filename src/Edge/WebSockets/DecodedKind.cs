namespace Fabric.Edge.WebSockets;

/// <summary>What the bytes at hand amount to.</summary>
internal enum DecodedKind
{
    /// <summary>Nothing yet: more bytes are needed.</summary>
    Incomplete,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A ping, to be answered with its payload.</summary>
    Ping,

    /// <summary>Something of no consequence: a pong, a fragment, or what follows a close.</summary>
    Nothing,

    /// <summary>The client closes, or answers our close.</summary>
    Close,

    /// <summary>A breach of the protocol: close with the code.</summary>
    Violation,
}
