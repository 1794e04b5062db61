using System.Net.WebSockets;
using ZstdSharp;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// Transport compression <c>zstd-stream</c>: one Zstandard frame for the connection, which never ends, flushed after each payload.
/// A payload is exactly one WebSocket message.
/// </summary>
internal sealed class ZstdStreamEncoder : IFrameEncoder
{
    private const int Level = 3;

    private readonly MemoryStream _output = new();
    private readonly CompressionStream _zstd;

    public ZstdStreamEncoder() => _zstd = new CompressionStream(_output, Level, leaveOpen: true);

    public string? Compression => GatewayEndpoint.ZstdStream;

    public IEnumerable<EncodedFrame> Encode(byte[] payload)
    {
        _output.SetLength(0);
        _zstd.Write(payload);
        _zstd.Flush();
        return [new EncodedFrame(_output.ToArray(), WebSocketMessageType.Binary)];
    }

    public void Dispose()
    {
        _zstd.Dispose();
        _output.Dispose();
    }
}
