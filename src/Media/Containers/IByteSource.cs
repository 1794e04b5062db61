namespace Fabric.Media.Containers;

/// <summary>Bytes of a file or of an answer, read from the beginning.</summary>
internal interface IByteSource : IAsyncDisposable
{
    /// <summary>How many bytes there are; null when nobody knows.</summary>
    long? Length { get; }

    /// <summary>Whether <see cref="SeekAsync"/> works; of use only where the length is known.</summary>
    bool CanSeek { get; }

    /// <summary>Reads on. 0 is the end.</summary>
    /// <exception cref="IOException">The source failed.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Reads on from another position, in bytes from the beginning.</summary>
    /// <exception cref="IOException">The source failed.</exception>
    ValueTask SeekAsync(long position, CancellationToken cancellationToken);
}
