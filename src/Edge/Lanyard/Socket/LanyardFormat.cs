using System.Buffers.Binary;
using System.Buffers.Text;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>
/// One socket's framing: a text frame of JSON, or with <c>zlib_json</c> a binary frame with a complete zlib stream. It numbers the
/// events (<c>seq</c>) in the order in which they are written.
/// </summary>
/// <remarks>
/// A zlib stream here is: header, a stored block with this socket's beginning of the JSON, the shared compressed blocks, an empty
/// final block, and the checksum of both parts combined. So a change is compressed once for all sockets.
/// </remarks>
internal sealed class LanyardFormat(bool compressed) : IOutboundFormat<LanyardMessage>
{
    private const int StoredBlockHeader = 5;
    private const int LongestHead = 32;

    private long _sequence;
    private uint _checksum;

    private static ReadOnlySpan<byte> EventStart => "{\"op\":0,\"seq\":"u8;

    /// <summary>Deflate with a 32 KB window, default level (RFC 1950 §2.2).</summary>
    private static ReadOnlySpan<byte> ZlibHeader => [0x78, 0x9C];

    /// <summary>A final block without content, with fixed codes (RFC 1951 §3.2.6).</summary>
    private static ReadOnlySpan<byte> FinalBlock => [0x03, 0x00];

    /// <inheritdoc />
    public void WriteHead(LanyardMessage message, PooledBuffer target)
    {
        Span<byte> head = stackalloc byte[LongestHead];
        head = head[..(message.IsEvent ? Number(head) : 0)];
        if (compressed)
        {
            WriteCompressedHead(message.Deflated, head, target);
        }
        else
        {
            WriteFrameHeader(WebSocketOpcode.Text, head.Length + message.Length, target);
            target.Append(head);
        }
    }

    /// <inheritdoc />
    public bool TryGetPiece(LanyardMessage message, int index, out ReadOnlyMemory<byte> piece)
    {
        var count = compressed ? 1 : message.Pieces.Length;
        piece = index >= count ? default : compressed ? message.Deflated.Blocks : message.Pieces[index];
        return index < count;
    }

    /// <inheritdoc />
    public void WriteTail(LanyardMessage message, PooledBuffer target)
    {
        if (!compressed)
        {
            return;
        }

        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, _checksum);
        target.Append(FinalBlock);
        target.Append(checksum);
    }

    /// <inheritdoc />
    public int Weight(LanyardMessage message) => message.OwnBytes;

    /// <inheritdoc />
    public object? ReplacementKey(LanyardMessage message) => message.Subject;

    private void WriteCompressedHead(DeflatedPieces pieces, ReadOnlySpan<byte> head, PooledBuffer target)
    {
        var stored = head.IsEmpty ? 0 : StoredBlockHeader + head.Length;
        WriteFrameHeader(
            WebSocketOpcode.Binary, ZlibHeader.Length + stored + pieces.Blocks.Length + FinalBlock.Length + sizeof(uint), target);
        target.Append(ZlibHeader);
        if (!head.IsEmpty)
        {
            Span<byte> block = stackalloc byte[StoredBlockHeader];
            BinaryPrimitives.WriteUInt16LittleEndian(block[1..], (ushort)head.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(block[3..], (ushort)~head.Length);
            target.Append(block);
            target.Append(head);
        }

        _checksum = Adler32.Combine(Adler32.Append(Adler32.Empty, head), pieces.Adler, pieces.Length);
    }

    private static void WriteFrameHeader(WebSocketOpcode opcode, long length, PooledBuffer target)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxServerSize];
        target.Append(header[..FrameHeader.Write(header, opcode, length)]);
    }

    private int Number(Span<byte> head)
    {
        EventStart.CopyTo(head);
        Utf8Formatter.TryFormat(++_sequence, head[EventStart.Length..], out var digits);
        return EventStart.Length + digits;
    }
}
