using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Fabric.Discord.Gateway;

/// <summary>
/// <c>zstd-stream</c>: one Zstandard frame over the whole connection, which never ends. Every websocket message is one gateway message,
/// flushed, so that all of its bytes come out once it is in.
/// </summary>
internal sealed class ZstdStreamDecompressor : IGatewayDecompressor
{
    /// <summary>The window that a decoder has to support (RFC 8878, 3.1.1.1.2): 8 MiB. More would be taken from memory at the sender's word.</summary>
    private const int MaxWindowLog = 23;

    private const int OutputStep = 4096;

    private readonly Decompressor _decompressor = new();

    public ZstdStreamDecompressor() => _decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);

    /// <inheritdoc />
    /// <remarks>A message that was cut short yields JSON that was cut short.</remarks>
    public bool IsMessageComplete => true;

    /// <inheritdoc />
    public void Decompress(ReadOnlyMemory<byte> compressed, IBufferWriter<byte> output)
    {
        var input = compressed.Span;
        while (Step(ref input, output))
        {
            // There is more of it.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _decompressor.Dispose();

    /// <summary>Whether there is more: input that is left, or output that was filled to its last byte, so that more may be waiting inside.</summary>
    private bool Step(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        var room = output.GetSpan(OutputStep);
        var status = _decompressor.UnwrapStream(input, room, out var consumed, out var written);
        if (status == OperationStatus.InvalidData || (consumed == 0 && written == 0 && input.Length > 0))
        {
            throw new InvalidDataException("Not a Zstandard stream.");
        }

        input = input[consumed..];
        output.Advance(written);
        return input.Length > 0 || written == room.Length;
    }
}
