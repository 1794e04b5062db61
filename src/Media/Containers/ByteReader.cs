namespace Fabric.Media.Containers;

/// <summary>
/// Reads a source for probes, and never much of it: what it takes from the source is bounded, and behind the bound the source seems to
/// end. The first <see cref="WindowSize"/> bytes stay in memory, so that every probe sees them even where the source cannot seek.
/// </summary>
/// <param name="source">What is read.</param>
/// <param name="budget">How many bytes may be taken from the source.</param>
internal sealed class ByteReader(IByteSource source, long budget)
{
    /// <summary>The most that can be looked at in one piece.</summary>
    public const int WindowSize = 64 * 1024;

    private const int FirstRead = 4 * 1024;

    /// <summary>What a seek takes from the budget: it may be a request of its own.</summary>
    private const int SeekCost = 64 * 1024;

    private byte[] _window = [];
    private long _windowStart;
    private int _windowLength;
    private long _origin;
    private long _left = budget;
    private bool _atEnd;

    public long? Length { get; } = source.Length;

    public bool CanSeek { get; } = source.CanSeek && source.Length is not null;

    /// <summary>Where the next byte is read, from the beginning of the source.</summary>
    public long Position { get; private set; }

    private long WindowEnd => _windowStart + _windowLength;

    /// <summary>The next bytes, without going on; fewer than asked for at the end only. Valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, WindowSize);
        if (Position < _windowStart || Position > WindowEnd)
        {
            await MoveWindowAsync(cancellationToken);
        }

        if (Position + count - _windowStart > WindowSize)
        {
            DropBeforePosition();
        }

        while (Position + count > WindowEnd && await FillAsync(cancellationToken))
        {
        }

        var from = Math.Min((int)(Position - _windowStart), _windowLength);
        return _window.AsMemory(from, Math.Min(count, _windowLength - from));
    }

    /// <summary>The next bytes; fewer than asked for at the end only. Valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = await PeekAsync(count, cancellationToken);
        Position += bytes.Length;
        return bytes;
    }

    /// <summary>Goes on without looking. Whether there is anything is for the next read to tell.</summary>
    public void Skip(long count) => Position = count > long.MaxValue - Position ? long.MaxValue : Position + Math.Max(count, 0);

    /// <summary>Goes anywhere. What is no longer in memory, in a source that cannot seek, is the end.</summary>
    public void Seek(long position) => Position = Math.Max(position, 0);

    /// <summary>Makes this the place that <see cref="TryRewind"/> goes back to.</summary>
    public void SetOrigin()
    {
        _origin = Position;
        if (Position <= WindowEnd && Position >= _windowStart)
        {
            DropBeforePosition();
        }
    }

    /// <summary>Goes back to the origin. False when that is no longer possible.</summary>
    public bool TryRewind()
    {
        if (_origin < _windowStart && !CanSeek)
        {
            return false;
        }

        Position = _origin;
        return true;
    }

    private void DropBeforePosition()
    {
        var dropped = (int)(Position - _windowStart);
        _window.AsSpan(dropped, _windowLength - dropped).CopyTo(_window);
        _windowStart = Position;
        _windowLength -= dropped;
    }

    /// <summary>Empties the window and brings the source to the position, by reading over what lies between or by seeking.</summary>
    private async ValueTask MoveWindowAsync(CancellationToken cancellationToken)
    {
        if (CanSeek && (Position < _windowStart || Position - WindowEnd > SeekCost))
        {
            await SeekSourceAsync(cancellationToken);
            return;
        }

        if (Position < _windowStart)
        {
            (_windowStart, _windowLength, _atEnd) = (Position, 0, true);
            return;
        }

        while (WindowEnd < Position)
        {
            _windowStart = WindowEnd;
            _windowLength = 0;
            if (!await FillAsync(cancellationToken))
            {
                _windowStart = Position;
                _atEnd = true;
            }
        }
    }

    private async ValueTask SeekSourceAsync(CancellationToken cancellationToken)
    {
        _windowStart = Position;
        _windowLength = 0;
        _atEnd = _left <= SeekCost || Position >= Length;
        if (!_atEnd)
        {
            _left -= SeekCost;
            await source.SeekAsync(Position, cancellationToken);
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_atEnd || _left <= 0)
        {
            return false;
        }

        if (_windowLength == _window.Length)
        {
            Array.Resize(ref _window, Math.Clamp(_window.Length * 4, FirstRead, WindowSize));
        }

        var free = (int)Math.Min(_left, _window.Length - _windowLength);
        var count = await source.ReadAsync(_window.AsMemory(_windowLength, free), cancellationToken);
        _windowLength += count;
        _left -= count;
        _atEnd = count == 0;
        return count > 0;
    }
}
