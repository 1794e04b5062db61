using System.Buffers;

namespace Fabric.Edge.WebSockets;

/// <summary>Bytes in an array of the shared pool that is only held while there are any. Not thread-safe.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private const int Smallest = 4096;

    private byte[]? _array;
    private int _start;
    private int _end;

    /// <summary>The bytes held.</summary>
    public Memory<byte> Filled => _array.AsMemory(_start, _end - _start);

    /// <summary>Room for more: never empty, and at most as much again as is filled, whatever a peer announces.</summary>
    public Memory<byte> Room()
    {
        if (_array is null)
        {
            _array = ArrayPool<byte>.Shared.Rent(Smallest);
        }
        else if (_end == _array.Length)
        {
            MakeRoom(_array);
        }

        return _array.AsMemory(_end);
    }

    /// <summary>Counts bytes written into <see cref="Room" /> as filled.</summary>
    public void Fill(int count) => _end += count;

    /// <summary>Appends.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = Room().Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Fill(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Forgets bytes from the front.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Forgets everything but keeps the array.</summary>
    public void Clear() => _start = _end = 0;

    /// <summary>Moves everything, array included, to a buffer of its own.</summary>
    public PooledBuffer Detach()
    {
        var detached = new PooledBuffer { _array = _array, _start = _start, _end = _end };
        _array = null;
        Clear();
        return detached;
    }

    /// <summary>Gives the array back if nothing is held.</summary>
    public void ReleaseIfEmpty()
    {
        if (_start == _end)
        {
            Dispose();
        }
    }

    /// <summary>Forgets everything and gives the array back.</summary>
    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = null;
        }

        Clear();
    }

    private void MakeRoom(byte[] full)
    {
        var filled = Filled;
        if (_start >= full.Length / 2)
        {
            filled.CopyTo(full);
        }
        else
        {
            _array = ArrayPool<byte>.Shared.Rent(full.Length * 2);
            filled.CopyTo(_array);
            ArrayPool<byte>.Shared.Return(full);
        }

        (_start, _end) = (0, filled.Length);
    }
}
