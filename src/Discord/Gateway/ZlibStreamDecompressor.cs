using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Fabric.Discord.Gateway;

/// <summary>
/// <c>zlib-stream</c>: one zlib stream over the whole connection. A gateway message may span several websocket messages; it ends
/// with the empty stored block of a sync flush, bytes <c>00 00 FF FF</c>.
/// </summary>
internal sealed class ZlibStreamDecompressor : IGatewayDecompressor
{
    private const uint SyncFlush = 0x0000FFFF;
    private const int OutputStep = 4096;

    private readonly Feeder _feeder = new();
    private readonly ZLibStream _inflater;
    private uint _lastFourBytes = uint.MaxValue;

    public ZlibStreamDecompressor() => _inflater = new ZLibStream(_feeder, CompressionMode.Decompress);

    /// <inheritdoc />
    public bool IsMessageComplete => _lastFourBytes == SyncFlush;

    /// <inheritdoc />
    public void Decompress(ReadOnlyMemory<byte> compressed, IBufferWriter<byte> output)
    {
        RememberEnd(compressed.Span);
        _feeder.Feed(compressed);
        try
        {
            while (_inflater.Read(output.GetSpan(OutputStep)) is var count and > 0)
            {
                output.Advance(count);
            }
        }
        catch (IOException failure)
        {
            throw new InvalidDataException("Not a zlib stream.", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _inflater.Dispose();
        _feeder.Dispose();
    }

    private void RememberEnd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(uint))
        {
            _lastFourBytes = BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]);
            return;
        }

        foreach (var value in bytes)
        {
            _lastFourBytes = (_lastFourBytes << 8) | value;
        }
    }

    /// <summary>A stream that is dry (reads 0) until it is fed again; the inflater accepts that between flushes.</summary>
    private sealed class Feeder : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Feed(ReadOnlyMemory<byte> bytes) => _rest = bytes;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
