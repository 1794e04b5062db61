namespace Fabric.Media.Containers.Ogg;

/// <summary>
/// A packet of one stream, read over the pages that it lies on. Reading ends with the packet; pages of other streams are left out.
/// </summary>
/// <param name="input">The file, in front of the page on which the packet begins.</param>
/// <param name="serial">The stream.</param>
internal sealed class OggPacket(ByteReader input, uint serial) : IByteSource
{
    private const int MaxPages = 4096;

    private byte[] _segments = [];
    private int _segment;
    private int _pages;
    private int _left;
    private bool _isLastPiece;

    public long? Length => null;

    public bool CanSeek => false;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_left == 0 && !await NextPieceAsync(cancellationToken))
        {
            return 0;
        }

        var bytes = await input.ReadAsync(Math.Min(Math.Min(_left, buffer.Length), ByteReader.WindowSize), cancellationToken);
        bytes.CopyTo(buffer);
        _left -= bytes.Length;
        return bytes.Length;
    }

    public ValueTask SeekAsync(long position, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A segment of 255 bytes goes on with the next one; a shorter one, of none too, is a packet's last.</summary>
    private async ValueTask<bool> NextPieceAsync(CancellationToken cancellationToken)
    {
        while (_left == 0 && !_isLastPiece)
        {
            if (_segment == _segments.Length && !await NextPageAsync(cancellationToken))
            {
                _isLastPiece = true;
                break;
            }

            while (_segment < _segments.Length && !_isLastPiece)
            {
                _left += _segments[_segment];
                _isLastPiece = _segments[_segment] < 255;
                _segment++;
            }
        }

        return _left > 0;
    }

    private async ValueTask<bool> NextPageAsync(CancellationToken cancellationToken)
    {
        for (; _pages < MaxPages; _pages++)
        {
            var bytes = await input.PeekAsync(OggPage.MaxHeaderSize, cancellationToken);
            if (OggPage.Read(bytes.Span) is not { } next)
            {
                return false;
            }

            input.Skip(next.HeaderLength);
            if (next.Serial == serial)
            {
                (_segments, _segment) = (next.Segments, 0);
                return true;
            }

            input.Skip(next.BodyLength);
        }

        return false;
    }
}
