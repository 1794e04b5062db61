namespace Fabric.Discord.Gateway;

internal static class GatewayDecompressor
{
    /// <summary>A decompressor for one connection; null when it is not compressed.</summary>
    public static IGatewayDecompressor? For(GatewayCompression compression) => compression switch
    {
        GatewayCompression.None => null,
        GatewayCompression.ZlibStream => new ZlibStreamDecompressor(),
        GatewayCompression.ZstdStream => new ZstdStreamDecompressor(),
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "Unknown compression."),
    };

    /// <summary>The value of the connection's <c>compress</c> parameter; null for none.</summary>
    public static string? ParameterFor(GatewayCompression compression) => compression switch
    {
        GatewayCompression.ZlibStream => "zlib-stream",
        GatewayCompression.ZstdStream => "zstd-stream",
        _ => null,
    };
}
