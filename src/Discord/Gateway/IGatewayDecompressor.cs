using System.Buffers;

namespace Fabric.Discord.Gateway;

/// <summary>Transport decompression. An instance belongs to one connection, from its first byte to its last.</summary>
internal interface IGatewayDecompressor : IDisposable
{
    /// <summary>After the end of a websocket message: whether that also was the end of a gateway message.</summary>
    bool IsMessageComplete { get; }

    /// <summary>Takes the next bytes and writes what they yield.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what the format allows.</exception>
    void Decompress(ReadOnlyMemory<byte> compressed, IBufferWriter<byte> output);
}
