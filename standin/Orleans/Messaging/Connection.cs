using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// A TCP connection that carries frames: a length of four bytes, little endian, and so many bytes. Frames that are ready while a
/// write is under way leave together in the next.
/// </summary>
internal sealed class Connection : IDisposable
{
    /// <summary>A longer frame is a broken or foreign sender.</summary>
    public const int LongestFrame = 100 * 1024 * 1024;

    private const int Prefix = sizeof(int);

    private readonly Socket _socket;
    private readonly IFrameHandler _handler;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private bool _writing;
    private int _unanswered;

    public Connection(Socket socket, IFrameHandler handler)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _handler = handler;
        RemoteAddress = socket.RemoteEndPoint?.ToString() ?? "?";
    }

    /// <summary>Who opened it, once they have said so and were accepted; unused on the opener's side.</summary>
    public Peer? Peer { get; set; }

    /// <summary>The other side's address, for messages.</summary>
    public string RemoteAddress { get; }

    /// <summary>How many calls came over it that are not answered yet.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    public bool IsClosed => _closed.IsCancellationRequested;

    public void OnAsked() => Interlocked.Increment(ref _unanswered);

    public void OnAnswered() => Interlocked.Decrement(ref _unanswered);

    /// <summary>Queues a frame. False if the connection is closed.</summary>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                return false;
            }

            BinaryPrimitives.WriteInt32LittleEndian(_waiting.GetSpan(Prefix), frame.Length);
            _waiting.Advance(Prefix);
            _waiting.Write(frame);
            if (_writing)
            {
                return true;
            }

            _writing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static connection => _ = connection.WriteAsync(), this, preferLocal: true);
        return true;
    }

    /// <summary>Reads frames until either side closes. Returns why it ended: null for an orderly end.</summary>
    public async Task<Exception?> RunAsync()
    {
        Exception? failure = null;
        await using var stream = new NetworkStream(_socket, ownsSocket: false);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, useZeroByteReads: true));
        try
        {
            await ReadAsync(reader);
        }
#pragma warning disable CA1031 // Whatever the socket or a frame's content causes ends this connection, and only this.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = IsClosed ? null : exception;
        }
        finally
        {
            await reader.CompleteAsync();
            Close();
        }

        _handler.OnClosed(this, failure);
        return failure;
    }

    public void Close()
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                return;
            }

            _closed.Cancel();
        }

        _socket.Dispose();
    }

    public void Dispose() => Close();

    private async Task ReadAsync(PipeReader reader)
    {
        while (true)
        {
            var result = await reader.ReadAsync(_closed.Token);
            var buffer = result.Buffer;
            while (TryReadFrame(ref buffer, out var frame))
            {
                Handle(frame);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    private static bool TryReadFrame(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        if (buffer.Length < Prefix)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[Prefix];
        buffer.Slice(0, Prefix).CopyTo(prefix);
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is < 0 or > LongestFrame)
        {
            throw new InvalidDataException($"A frame of {length} bytes.");
        }

        if (buffer.Length < Prefix + length)
        {
            return false;
        }

        frame = buffer.Slice(Prefix, length);
        buffer = buffer.Slice(Prefix + length);
        return true;
    }

    private void Handle(in ReadOnlySequence<byte> frame)
    {
        if (frame.IsSingleSegment)
        {
            _handler.OnFrame(this, frame.FirstSpan);
            return;
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)frame.Length);
        frame.CopyTo(whole);
        _handler.OnFrame(this, whole.AsSpan(0, (int)frame.Length));
        ArrayPool<byte>.Shared.Return(whole);
    }

    private async Task WriteAsync()
    {
        try
        {
            while (TryTakeWaiting(out var bytes))
            {
                while (!bytes.IsEmpty)
                {
                    bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, _closed.Token)..];
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close();
        }
    }

    private bool TryTakeWaiting(out ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
        {
            _leaving.ResetWrittenCount();
            (_waiting, _leaving) = (_leaving, _waiting);
            bytes = _leaving.WrittenMemory;
            _writing = !bytes.IsEmpty;
            return _writing;
        }
    }
}
