namespace Fabric.Media.Containers;

/// <summary>A stream of this process: a file that is open.</summary>
internal sealed class StreamByteSource(Stream stream) : IByteSource
{
    public long? Length => stream.CanSeek ? stream.Length : null;

    public bool CanSeek => stream.CanSeek;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => stream.ReadAsync(buffer, cancellationToken);

    public ValueTask SeekAsync(long position, CancellationToken cancellationToken)
    {
        stream.Position = position;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
