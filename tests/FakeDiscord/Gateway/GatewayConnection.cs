using System.Net.WebSockets;
using System.Threading.Channels;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// One WebSocket of a client: a reader, a writer with a queue in front, and the watch over heartbeats. It closes with
/// 4009 when none came for one and a half intervals.
/// </summary>
internal sealed class GatewayConnection : IDisposable
{
    /// <summary>What Discord accepts from clients; one byte more is a decode error.</summary>
    private const int MaxPayload = 4096;
    private const int NoCloseCode = 1006;
    private const double HeartbeatGrace = 1.5;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EventWindowLength = TimeSpan.FromSeconds(60);

    private readonly WebSocket _socket;
    private readonly IFrameEncoder _encoder;
    private readonly FakeDiscordOptions _options;
    private readonly Channel<OutgoingFrame> _outgoing = Channel.CreateUnbounded<OutgoingFrame>(new() { SingleReader = true });
    private readonly ITimer _heartbeatWatch;
    private readonly ITimer _closeWatch;
    private int _closeRequests;
    private volatile bool _silent;

    public GatewayConnection(WebSocket socket, IFrameEncoder encoder, FakeDiscordOptions options)
    {
        _socket = socket;
        _encoder = encoder;
        _options = options;
        Events = new EventWindow(options.ClientEventLimit, EventWindowLength, options.TimeProvider);
        _heartbeatWatch = options.TimeProvider.CreateTimer(
            _ => OnHeartbeatMissed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _closeWatch = options.TimeProvider.CreateTimer(_ => _socket.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What compresses the whole connection, as the client named it; null for nothing.</summary>
    public string? Compression => _encoder.Compression;

    /// <summary>What the client sent, heartbeats included. Used by the reader.</summary>
    public EventWindow Events { get; }

    /// <summary>The session that this connection carries. Guarded by the world's lock.</summary>
    public GatewaySession? Session { get; set; }

    /// <summary>Called when no heartbeat came in time, before the connection closes.</summary>
    public Action<GatewayConnection>? TimedOut { get; init; }

    private bool IsClosing => Volatile.Read(ref _closeRequests) > 0;

    /// <summary>Queues a payload. Does nothing once the connection is closing or silenced.</summary>
    public void Send(byte[] payload)
    {
        if (!IsClosing && !_silent)
        {
            _outgoing.Writer.TryWrite(new OutgoingFrame(payload));
        }
    }

    public void Close(GatewayCloseCode code) => Close((int)code, CloseReasons.Of(code));

    public void Close(int code, string reason = "")
    {
        if (TryBeginClose())
        {
            _closeWatch.Change(CloseTimeout, Timeout.InfiniteTimeSpan);
            _outgoing.Writer.TryWrite(new OutgoingFrame(null, code, reason));
        }
    }

    /// <summary>Cuts the TCP connection, without a closing handshake.</summary>
    public void Abort()
    {
        TryBeginClose();
        _socket.Abort();
    }

    /// <summary>From now on the socket stays open but nothing is sent, not even acknowledgements.</summary>
    public void Silence() => _silent = true;

    public void CompressLargePayloads() => (_encoder as PlainFrameEncoder)?.CompressLargePayloads();

    public void OnHeartbeat() => _heartbeatWatch.Change(_options.HeartbeatInterval * HeartbeatGrace, Timeout.InfiniteTimeSpan);

    /// <summary>Serves the connection until it ends.</summary>
    /// <returns>The code that the client closed with, 1006 where it cut the line; null where this side closed first.</returns>
    public async Task<int?> RunAsync(Action<GatewayConnection, ReadOnlyMemory<byte>> onPayload, CancellationToken cancellationToken)
    {
        var writer = WriteAsync(cancellationToken);
        OnHeartbeat();
        try
        {
            return await ReadAsync(onPayload, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            return IsClosing ? null : NoCloseCode; // The line is cut, by this side or by the client.
        }
        finally
        {
            TryBeginClose();
            _outgoing.Writer.TryComplete();
            await writer;
        }
    }

    public void Dispose()
    {
        _heartbeatWatch.Dispose();
        _closeWatch.Dispose();
        _encoder.Dispose();
        _socket.Dispose();
    }

    private async Task<int?> ReadAsync(Action<GatewayConnection, ReadOnlyMemory<byte>> onPayload, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxPayload + 1];
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return OnClientClose();
            }

            length += received.Count;
            if (IsClosing)
            {
                length = 0;
            }
            else if (length > MaxPayload)
            {
                Close(GatewayCloseCode.DecodeError);
                length = 0;
            }
            else if (received.EndOfMessage)
            {
                onPayload(this, buffer.AsMemory(0, length));
                length = 0;
            }
        }
    }

    private int? OnClientClose()
    {
        if (IsClosing)
        {
            return null; // The echo of this side's close.
        }

        var code = (int?)_socket.CloseStatus ?? NoCloseCode;
        Close(code == (int)WebSocketCloseStatus.Empty ? (int)WebSocketCloseStatus.NormalClosure : code, "");
        return code == (int)WebSocketCloseStatus.Empty ? NoCloseCode : code;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await WriteAsync(frame, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            _socket.Abort(); // The client is gone; the reader ends as well.
        }
    }

    private async Task WriteAsync(OutgoingFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Payload is null)
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)frame.CloseCode, frame.Reason, cancellationToken);
            return;
        }

        foreach (var message in _encoder.Encode(frame.Payload))
        {
            await _socket.SendAsync(message.Bytes, message.Type, endOfMessage: true, cancellationToken);
        }
    }

    /// <summary>True for the first who closes: there is one close frame.</summary>
    private bool TryBeginClose() => Interlocked.Exchange(ref _closeRequests, 1) == 0;

    private void OnHeartbeatMissed()
    {
        if (!_silent)
        {
            TimedOut?.Invoke(this);
            Close(GatewayCloseCode.SessionTimedOut);
        }
    }
}
