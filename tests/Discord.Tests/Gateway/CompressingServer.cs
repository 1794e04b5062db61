using System.Text;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Encodes messages as Discord does for a connection with this compression.</summary>
internal sealed class CompressingServer(GatewayCompression compression) : IDisposable
{
    private readonly ZlibStreamServer _zlib = new();
    private readonly ZstdStreamServer _zstd = new();

    public GatewaySocketMessage Kind { get; } =
        compression == GatewayCompression.None ? GatewaySocketMessage.Text : GatewaySocketMessage.Binary;

    public byte[] Encode(string message) => compression switch
    {
        GatewayCompression.ZlibStream => _zlib.Compress(message),
        GatewayCompression.ZstdStream => _zstd.Compress(message),
        _ => Encoding.UTF8.GetBytes(message),
    };

    public void Dispose()
    {
        _zlib.Dispose();
        _zstd.Dispose();
    }
}
