using Fabric.Abstractions.Sessions;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>One socket's framing: each message is one text frame. Tells which events the connection has taken.</summary>
/// <param name="onWritten">Is told the number of the last event that was written. Must not block.</param>
internal sealed class LavalinkFormat(Action<long> onWritten) : IOutboundFormat<SessionMessage>
{
    private long _finished;
    private long _told;

    /// <inheritdoc />
    public void WriteHead(SessionMessage message, PooledBuffer target)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxServerSize];
        target.Append(header[..FrameHeader.Write(header, WebSocketOpcode.Text, message.Json.Length)]);
    }

    /// <inheritdoc />
    public bool TryGetPiece(SessionMessage message, int index, out ReadOnlyMemory<byte> piece)
    {
        piece = message.Json;
        return index == 0;
    }

    /// <inheritdoc />
    public void WriteTail(SessionMessage message, PooledBuffer target)
    {
        if (message.IsLogged)
        {
            _finished = message.Number;
        }
    }

    /// <inheritdoc />
    public void OnWritten()
    {
        if (_told < _finished)
        {
            _told = _finished;
            onWritten(_told);
        }
    }

    /// <inheritdoc />
    public int Weight(SessionMessage message) => message.Json.Length;

    /// <inheritdoc />
    public object? ReplacementKey(SessionMessage message) => null;
}
