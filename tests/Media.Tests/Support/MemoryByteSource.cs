using Fabric.Media.Containers;

namespace Fabric.Media.Tests.Support;

/// <summary>Bytes in memory, behaving as well or as badly as a test wants, and counting what is taken.</summary>
internal sealed class MemoryByteSource(byte[] bytes, bool canSeek = true, bool knowsLength = true, int pieces = int.MaxValue) : IByteSource
{
    private long _position;

    public long? Length => knowsLength ? bytes.Length : null;

    public bool CanSeek => canSeek;

    /// <summary>How many bytes were read.</summary>
    public long Taken { get; private set; }

    /// <summary>How often it was sought in.</summary>
    public int Seeks { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, pieces), Math.Max(bytes.Length - _position, 0));
        bytes.AsMemory((int)Math.Min(_position, bytes.Length), count).CopyTo(buffer);
        _position += count;
        Taken += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask SeekAsync(long position, CancellationToken cancellationToken)
    {
        canSeek.ShouldBeTrue();
        position.ShouldBeInRange(0, bytes.Length);
        _position = position;
        Seeks++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
