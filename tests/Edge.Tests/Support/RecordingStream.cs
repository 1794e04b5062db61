namespace Fabric.Edge.Tests.Support;

/// <summary>The sending half of a connection: keeps each write, and holds writes back while told to.</summary>
internal sealed class RecordingStream : Stream
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _writes = [];

    /// <summary>While set, writes wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>While set, writing fails.</summary>
    public Exception? Failure { get; set; }

    public int Writes
    {
        get
        {
            lock (_gate)
            {
                return _writes.Count;
            }
        }
    }

    public byte[] Bytes
    {
        get
        {
            lock (_gate)
            {
                return [.. _writes.SelectMany(static write => write)];
            }
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        lock (_gate)
        {
            _writes.Add(buffer.ToArray());
        }

        if (Gate is { } gate)
        {
            await gate.Task;
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
