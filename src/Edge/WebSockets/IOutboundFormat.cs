namespace Fabric.Edge.WebSockets;

/// <summary>
/// How one socket's messages become frames, at the moment they are written. The bytes that sockets share are handed out as pieces;
/// only what differs from socket to socket is written around them.
/// </summary>
/// <typeparam name="TMessage">What is queued: shared by all sockets it goes to.</typeparam>
internal interface IOutboundFormat<in TMessage>
    where TMessage : class
{
    /// <summary>Writes the frame's header and what comes before the pieces. Called once per message, in the order of sending.</summary>
    void WriteHead(TMessage message, PooledBuffer target);

    /// <summary>The shared bytes in order; false after the last.</summary>
    bool TryGetPiece(TMessage message, int index, out ReadOnlyMemory<byte> piece);

    /// <summary>Writes what comes after the pieces.</summary>
    void WriteTail(TMessage message, PooledBuffer target);

    /// <summary>
    /// Every message whose tail was written so far has been handed to the connection. Called after each write, never while another is under
    /// way; it must not block.
    /// </summary>
    void OnWritten()
    {
    }

    /// <summary>About how much memory the waiting message holds for this socket alone.</summary>
    int Weight(TMessage message);

    /// <summary>What the message replaces when a client falls behind: of several with the same key only the newest matters. Null: it must be sent.</summary>
    object? ReplacementKey(TMessage message);
}
