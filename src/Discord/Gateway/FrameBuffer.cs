using System.Buffers;

namespace Fabric.Discord.Gateway;

/// <summary>One message being put together, in a pooled array that grows up to a limit. Beyond it: <see cref="InvalidDataException"/>.</summary>
internal sealed class FrameBuffer(int maxBytes) : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 16 * 1024;

    /// <summary>A larger array goes back to the pool once its message is done, so that one big guild does not pin its size for ever.</summary>
    private const int LargestKept = 1024 * 1024;

    private byte[] _array = ArrayPool<byte>.Shared.Rent(Smallest);
    private int _length;

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        if (_array.Length > LargestKept)
        {
            Replace(Smallest);
        }
    }

    public void Advance(int count)
    {
        _length += count;
        if (_length > maxBytes)
        {
            throw new InvalidDataException($"A message is larger than {maxBytes} bytes ({nameof(GatewayOptions.MaxMessageBytes)}).");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_array.Length - _length < Math.Max(sizeHint, 1))
        {
            Replace(Math.Max(_array.Length * 2, _length + sizeHint));
        }

        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        _length = 0;
    }

    private void Replace(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
