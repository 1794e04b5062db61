using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Support;

/// <summary>Frames arrays of bytes as they are. Of arrays with the same first byte, unless it is zero, only the newest matters.</summary>
internal sealed class BlockFormat : IOutboundFormat<byte[]>
{
    private int _written;

    /// <summary>How often it was told that everything was written.</summary>
    public int Written => Volatile.Read(ref _written);

    public void OnWritten() => Interlocked.Increment(ref _written);

    public void WriteHead(byte[] message, PooledBuffer target)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxServerSize];
        target.Append(header[..FrameHeader.Write(header, WebSocketOpcode.Binary, message.Length)]);
    }

    public bool TryGetPiece(byte[] message, int index, out ReadOnlyMemory<byte> piece)
    {
        piece = message;
        return index == 0;
    }

    public void WriteTail(byte[] message, PooledBuffer target)
    {
    }

    public int Weight(byte[] message) => message.Length;

    public object? ReplacementKey(byte[] message) => message is [0, ..] ? null : message[0];
}
