using System.IO.Compression;
using System.Net.WebSockets;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// Transport compression <c>zlib-stream</c>: one deflate context for the connection, flushed after each payload so that
/// it ends in 00 00 FF FF. With a fragment size, a payload is spread over several WebSocket messages, as Discord may do.
/// </summary>
internal sealed class ZlibStreamEncoder : IFrameEncoder
{
    private const int FlushMarkerLength = 4;

    private readonly int _fragmentSize;
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _zlib;

    public ZlibStreamEncoder(int fragmentSize)
    {
        _fragmentSize = fragmentSize;
        _zlib = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);
    }

    public string? Compression => GatewayEndpoint.ZlibStream;

    public IEnumerable<EncodedFrame> Encode(byte[] payload)
    {
        _output.SetLength(0);
        _zlib.Write(payload);
        _zlib.Flush();
        var compressed = _output.ToArray();
        return Fragments(compressed).Select(static part => new EncodedFrame(part, WebSocketMessageType.Binary));
    }

    public void Dispose()
    {
        _zlib.Dispose();
        _output.Dispose();
    }

    /// <summary>The four bytes that end a payload stay in one message: clients look for them there, as Discord's guide does.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Fragments(ReadOnlyMemory<byte> compressed)
    {
        while (_fragmentSize > 0 && compressed.Length >= _fragmentSize + FlushMarkerLength)
        {
            yield return compressed[.._fragmentSize];
            compressed = compressed[_fragmentSize..];
        }

        yield return compressed;
    }
}
