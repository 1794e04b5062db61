using System.Text;
using ZstdSharp;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Compresses as Discord does: one Zstandard frame, flushed after each message.</summary>
internal sealed class ZstdStreamServer : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly CompressionStream _compressor;

    public ZstdStreamServer() => _compressor = new CompressionStream(_output, leaveOpen: true);

    public byte[] Compress(string message)
    {
        _output.SetLength(0);
        _compressor.Write(Encoding.UTF8.GetBytes(message));
        _compressor.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _compressor.Dispose();
        _output.Dispose();
    }
}
