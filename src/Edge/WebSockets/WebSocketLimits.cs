namespace Fabric.Edge.WebSockets;

/// <summary>What a client may send, how long it may be silent, and how far it may fall behind.</summary>
internal sealed record WebSocketLimits
{
    /// <summary>The largest payload of one frame, in bytes. A larger one ends the connection with 1009.</summary>
    public int MaxFrameBytes { get; init; } = 10_000_000;

    /// <summary>The largest message that comes in several frames, in bytes. A larger one ends the connection with 1009.</summary>
    public int MaxFragmentedMessageBytes { get; init; } = 8_000_000;

    /// <summary>How long a client may send nothing at all before it is closed with 1002.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After which silence of the client it is sent a ping, whose answer ends the silence; null for no pings.</summary>
    public TimeSpan? PingInterval { get; init; }

    /// <summary>Whether a client may send binary messages. Where it may not, one ends the connection with 1003.</summary>
    public bool TakesBinary { get; init; } = true;

    /// <summary>Whether a client that closes is answered with its own code and reason; otherwise it is answered with 1000.</summary>
    public bool EchoesClose { get; init; }

    /// <summary>
    /// Whether pongs may come unmasked, as nothing of a client's may (RFC 6455 §5.1). They carry nothing, and there are clients that answer every
    /// ping with one.
    /// </summary>
    public bool TakesUnmaskedPongs { get; init; }

    /// <summary>How long a client may take to answer a close frame before the connection is cut. A planned stop waits for that, too.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one write may wait for a client that does not read before the connection is cut.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many messages may wait for a client. At the bound those that newer ones replace are dropped; a client that stays more than
    /// half full is closed with 1013.
    /// </summary>
    public int MaxQueuedMessages { get; init; } = 65_536;

    /// <summary>How much memory the waiting messages of one client may hold for it alone, in bytes.</summary>
    public long MaxQueuedBytes { get; init; } = 32 * 1024 * 1024;
}
