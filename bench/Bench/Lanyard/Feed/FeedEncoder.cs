using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;

namespace Fabric.Bench.Lanyard.Feed;

/// <summary>Payloads of one connection as messages: plain, or as one zlib stream flushed after each payload. Not thread-safe.</summary>
internal sealed class FeedEncoder : IDisposable
{
    private readonly MemoryStream _target = new();
    private readonly ZLibStream? _zlib;

    public FeedEncoder(bool compressed) => _zlib = compressed ? new ZLibStream(_target, CompressionLevel.Fastest, leaveOpen: true) : null;

    public WebSocketMessageType MessageType => _zlib is null ? WebSocketMessageType.Text : WebSocketMessageType.Binary;

    /// <summary>A message. They must be sent in the order in which they were encoded.</summary>
    public byte[] Encode(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        if (_zlib is null)
        {
            return bytes;
        }

        _target.SetLength(0);
        _zlib.Write(bytes);
        _zlib.Flush();
        return _target.ToArray();
    }

    public void Dispose()
    {
        _zlib?.Dispose();
        _target.Dispose();
    }
}
