namespace Fabric.Edge.WebSockets;

/// <summary>
/// One client's socket from the handshake to its end: reads messages one after the other, answers pings and closes, and watches the
/// time. While nothing arrives it holds no buffer.
/// </summary>
/// <typeparam name="TMessage">What is sent.</typeparam>
internal sealed class WebSocketConnection<TMessage> : IAsyncDisposable
    where TMessage : class
{
    private readonly WebSocketTransport _transport;
    private readonly WebSocketLimits _limits;
    private readonly TimeProvider _time;
    private readonly FrameWriter<TMessage> _writer;
    private readonly MessageDecoder _decoder;
    private readonly PooledBuffer _received = new();
    private readonly ITimer _timer;
    private long _lastReceived;
    private int _closing;

    public WebSocketConnection(
        WebSocketTransport transport, IOutboundFormat<TMessage> format, WebSocketLimits limits, FlushLane lane, TimeProvider time)
    {
        _transport = transport;
        _limits = limits;
        _time = time;
        _writer = new FrameWriter<TMessage>(transport, format, limits, lane, time);
        _decoder = new MessageDecoder(limits);
        _lastReceived = time.GetTimestamp();
        _timer = time.CreateTimer(
            static connection => ((WebSocketConnection<TMessage>)connection!).OnTimer(), this, limits.PingInterval ?? limits.IdleTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends a message. A client that is too far behind is closed with 1013 instead.</summary>
    public void Send(TMessage message)
    {
        if (!_writer.TrySend(message))
        {
            Close(WebSocketCloseCode.TryAgainLater, "", dropQueued: true);
        }
    }

    /// <summary>Closes: what the client sends from here on is discarded, and it has a while to answer before the connection is cut.</summary>
    /// <param name="code">The status code.</param>
    /// <param name="reason">The reason, often empty.</param>
    /// <param name="dropQueued">The messages that wait are dropped rather than sent first.</param>
    public void Close(int code, string reason = "", bool dropQueued = false)
    {
        if (TryBeginClose())
        {
            _writer.Close(code, reason, dropQueued);
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <param name="onMessage">Sees one message at a time and must not keep its bytes.</param>
    /// <param name="onClosing">
    /// Is called when the client closes, before it is answered: by then everything is written that it is sent. The connection is cut where that takes long.
    /// </param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> onMessage, Func<Task>? onClosing = null)
    {
        try
        {
            while (await ReceiveAsync() && await HandleReceivedAsync(onMessage, onClosing))
            {
                _received.ReleaseIfEmpty();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // A connection that breaks is how many clients leave: there is nobody to tell.
            _transport.Abort();
        }
    }

    /// <summary>Ends sending. Completes when nothing is being written any more, which a client that does not read holds up until it is cut off.</summary>
    public Task EndAsync()
    {
        TryBeginClose();
        return _writer.CompleteAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _timer.DisposeAsync();
        _decoder.Dispose();
        _received.Dispose();
    }

    private async ValueTask<bool> ReceiveAsync()
    {
        if (_received.Filled.IsEmpty)
        {
            _ = await _transport.Stream.ReadAsync(Memory<byte>.Empty);
        }

        var count = await _transport.Stream.ReadAsync(_received.Room());
        _received.Fill(count);
        Volatile.Write(ref _lastReceived, _time.GetTimestamp());
        return count > 0;
    }

    private async ValueTask<bool> HandleReceivedAsync(Func<ReadOnlyMemory<byte>, ValueTask> onMessage, Func<Task>? onClosing)
    {
        while (true)
        {
            if (Volatile.Read(ref _closing) != 0)
            {
                _decoder.Discard();
            }

            var decoded = _decoder.Next(_received.Filled, out var consumed);
            switch (decoded.Kind)
            {
                case DecodedKind.Incomplete:
                    return true;
                case DecodedKind.Message:
                    await onMessage(decoded.Payload);
                    break;
                case DecodedKind.Ping:
                    _writer.Pong(decoded.Payload.Span);
                    break;
                case DecodedKind.Violation:
                    Close(decoded.CloseCode);
                    break;
                case DecodedKind.Close:
                    await AnswerCloseAsync(decoded.Payload, onClosing);
                    return false;
            }

            _received.Consume(consumed);
        }
    }

    private async ValueTask AnswerCloseAsync(ReadOnlyMemory<byte> payload, Func<Task>? onClosing)
    {
        if (!TryBeginClose())
        {
            return;
        }

        var (code, reason) = _limits.EchoesClose && ControlFrames.TryReadClose(payload.Span, out var said) ? said : (WebSocketCloseCode.Normal, "");
        if (onClosing is not null)
        {
            await _writer.QuietAsync();
            await onClosing();
        }

        _writer.Close(code, reason, dropQueued: true);
    }

    /// <summary>From here on the connection has a while to end. False where it is ending already.</summary>
    private bool TryBeginClose()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return false;
        }

        _timer.Change(_limits.CloseTimeout, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void OnTimer()
    {
        if (Volatile.Read(ref _closing) != 0)
        {
            _transport.Abort();
            return;
        }

        var silent = _time.GetElapsedTime(Volatile.Read(ref _lastReceived));
        if (silent >= _limits.IdleTimeout)
        {
            Close(WebSocketCloseCode.ProtocolError);
            return;
        }

        var left = _limits.IdleTimeout - silent;
        if (_limits.PingInterval is { } interval)
        {
            left = Min(left, silent < interval ? interval - silent : interval);
            if (silent >= interval)
            {
                _writer.Ping();
            }
        }

        _timer.Change(left, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
