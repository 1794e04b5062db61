using System.IO.Compression;
using System.Text;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Compresses as Discord does: one zlib stream, flushed after each message.</summary>
internal sealed class ZlibStreamServer : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _deflater;

    public ZlibStreamServer() => _deflater = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);

    public byte[] Compress(string message)
    {
        _output.SetLength(0);
        _deflater.Write(Encoding.UTF8.GetBytes(message));
        _deflater.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _deflater.Dispose();
        _output.Dispose();
    }
}
