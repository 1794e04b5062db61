using System.Runtime.ExceptionServices;

namespace Fabric.Edge.WebSockets;

/// <summary>
/// Writes one socket's frames. Anyone may send at any time; the lane has them written, all that are ready in one write. A message
/// larger than a turn is written over several, as fast as the client takes it.
/// </summary>
/// <remarks>While scheduled is set, the lane (or the flush it waits for) owns everything that concerns the message being written.</remarks>
internal sealed class FrameWriter<TMessage>(
    WebSocketTransport transport, IOutboundFormat<TMessage> format, WebSocketLimits limits, FlushLane lane, TimeProvider time) : IFlushable
    where TMessage : class
{
    /// <summary>How much is written before the other sockets of the lane have their turn.</summary>
    private const int BytesPerTurn = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly OutboundQueue<TMessage> _queue = new(format, limits.MaxQueuedMessages, limits.MaxQueuedBytes);
    private byte[]? _pong;
    private byte[]? _ping;
    private byte[]? _close;
    private bool _closed;
    private bool _quiet;
    private bool _scheduled;
    private TaskCompletionSource? _drained;
    private Exception? _defect;

    private TMessage? _current;
    private int _piece;
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Queues a message; false when the client is too far behind. After a close nothing is sent any more.</summary>
    public bool TrySend(TMessage message)
    {
        lock (_gate)
        {
            if (_closed || _quiet)
            {
                return true;
            }

            if (!_queue.TryAdd(message))
            {
                return false;
            }

            if (!Claim())
            {
                return true;
            }
        }

        lane.Schedule(this);
        return true;
    }

    /// <summary>Queues a pong, ahead of messages. Of several only the last is sent (RFC 6455 §5.5.3).</summary>
    public void Pong(ReadOnlySpan<byte> payload)
    {
        var frame = ControlFrames.Pong(payload);
        lock (_gate)
        {
            _pong = frame;
            if (_closed || !Claim())
            {
                return;
            }
        }

        lane.Schedule(this);
    }

    /// <summary>Queues a ping, ahead of messages.</summary>
    public void Ping()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _ping = ControlFrames.Ping;
            if (!Claim())
            {
                return;
            }
        }

        lane.Schedule(this);
    }

    /// <summary>Queues the close frame as the last: behind the messages that wait, or in their place.</summary>
    public void Close(int code, string reason, bool dropQueued)
    {
        var frame = ControlFrames.Close(code, reason);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _close = frame;
            if (dropQueued)
            {
                _queue.Clear();
            }

            if (!Claim())
            {
                return;
            }
        }

        lane.Schedule(this);
    }

    /// <summary>Sends no further message, not even those that wait; completes when nothing is being written any more. A close may follow.</summary>
    public Task QuietAsync()
    {
        lock (_gate)
        {
            _quiet = true;
            _queue.Clear();
            return WhenIdleAsync();
        }
    }

    /// <summary>Ends sending; completes when nothing is being written any more, and reports what a message could not be written for.</summary>
    public async Task CompleteAsync()
    {
        await DrainAsync();
        if (_defect is { } defect)
        {
            ExceptionDispatchInfo.Throw(defect);
        }
    }

    /// <inheritdoc />
    public void Flush(PooledBuffer scratch)
    {
        try
        {
            Fill(scratch);
            var write = transport.Stream.WriteAsync(scratch.Filled);
            if (write.IsCompletedSuccessfully)
            {
                scratch.Clear();
                format.OnWritten();
                Continue(ended: false);
            }
            else
            {
                _ = AwaitWriteAsync(write.AsTask(), scratch.Detach());
            }
        }
#pragma warning disable CA1031 // A lane serves many sockets: one that cannot be written ends alone, and CompleteAsync says why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            scratch.Clear();
            End(exception);
        }
    }

    /// <summary>Ends sending: the connection ended under us, which the reading side sees by itself, or there is a defect.</summary>
    private void End(Exception cause)
    {
        if (cause is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            _defect = cause;
            transport.Abort();
        }

        Continue(ended: true);
    }

    private Task DrainAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _queue.Clear();
            return WhenIdleAsync();
        }
    }

    /// <summary>Within the gate.</summary>
    private Task WhenIdleAsync() =>
        _scheduled ? (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;

    /// <summary>Waits for a client that does not keep up, but not for ever.</summary>
    private async Task AwaitWriteAsync(Task write, PooledBuffer bytes)
    {
        using (bytes)
        {
            try
            {
                await write.WaitAsync(limits.SendTimeout, time);
            }
            catch (TimeoutException)
            {
                transport.Abort();
                await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
#pragma warning disable CA1031 // As in Flush.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                End(exception);
                return;
            }
        }

        if (write.IsCompletedSuccessfully)
        {
            format.OnWritten();
        }

        Continue(ended: !write.IsCompletedSuccessfully);
    }

    private bool Claim()
    {
        var claimed = !_scheduled;
        _scheduled = true;
        return claimed;
    }

    private void Continue(bool ended)
    {
        lock (_gate)
        {
            if (ended)
            {
                Forget();
            }

            if (_current is null && _pong is null && _ping is null && _close is null && _queue.Count == 0)
            {
                _scheduled = false;
                _drained?.TrySetResult();
                _drained = null;
                return;
            }
        }

        lane.Schedule(this);
    }

    private void Forget()
    {
        _closed = true;
        _current = null;
        _rest = default;
        _pong = _ping = _close = null;
        _queue.Clear();
    }

    private void Fill(PooledBuffer target)
    {
        while (target.Filled.Length < BytesPerTurn && (_current is not null || Begin(target)))
        {
            if (_current is { } message)
            {
                WritePieces(message, target);
            }
        }
    }

    /// <summary>Begins the next message, or writes a control frame; false when there is nothing.</summary>
    private bool Begin(PooledBuffer target)
    {
        if (TakeNext() is { } control)
        {
            target.Append(control);
            return true;
        }

        if (_current is null)
        {
            return false;
        }

        _piece = 0;
        _rest = default;
        format.WriteHead(_current, target);
        return true;
    }

    private byte[]? TakeNext()
    {
        lock (_gate)
        {
            if (_pong is { } pong)
            {
                _pong = null;
                return pong;
            }

            if (_ping is { } ping)
            {
                _ping = null;
                return ping;
            }

            if (_queue.TryTake(out _current))
            {
                return null;
            }

            var close = _close;
            _close = null;
            return close;
        }
    }

    private void WritePieces(TMessage message, PooledBuffer target)
    {
        while (target.Filled.Length < BytesPerTurn)
        {
            if (_rest.IsEmpty && !format.TryGetPiece(message, _piece++, out _rest))
            {
                format.WriteTail(message, target);
                _current = null;
                return;
            }

            var count = Math.Min(_rest.Length, BytesPerTurn - target.Filled.Length);
            target.Append(_rest.Span[..count]);
            _rest = _rest[count..];
        }
    }
}
