using System.IO.Compression;
using System.Net.WebSockets;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// Text frames; and, for a client that identified with <c>compress: true</c>, large payloads as binary frames that are
/// complete zlib streams of their own.
/// </summary>
internal sealed class PlainFrameEncoder : IFrameEncoder
{
    private const int LargePayload = 8192;

    private volatile bool _compressLarge;

    public string? Compression => null;

    public void CompressLargePayloads() => _compressLarge = true;

    public IEnumerable<EncodedFrame> Encode(byte[] payload) =>
        [_compressLarge && payload.Length > LargePayload
            ? new EncodedFrame(Deflate(payload), WebSocketMessageType.Binary)
            : new EncodedFrame(payload, WebSocketMessageType.Text)];

    public void Dispose()
    {
        // Holds nothing.
    }

    private static ReadOnlyMemory<byte> Deflate(byte[] payload)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(payload);
        }

        return output.ToArray();
    }
}
