using System.Net;
using System.Net.Sockets;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// A connection that this process opened, to a silo or to a gateway: requests leave over it, answers come back. It is used once: when it
/// is lost, what waits for an answer fails, and its owner opens another. Requests may be sent while it is still being opened.
/// </summary>
internal sealed class OutboundLink : IRequestSender, IFrameHandler
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly ILinkEvents _events;
    private readonly PendingRequests _pending = new();
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<SiloManifest> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<byte[]>? _early = [];
    private Connection? _connection;
    private string? _closedBecause;

    public OutboundLink(IPEndPoint endPoint, SiloAddress? silo, TimeProvider time, ILinkEvents events)
    {
        EndPoint = endPoint;
        _time = time;
        _events = events;
        Silo = silo;

        // Nobody has to wait for the welcome of a link that fails: its requests fail too.
        _ = _welcome.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>The silo at the other end; null where a gateway's end point is all that is known, until its welcome.</summary>
    public SiloAddress? Silo { get; private set; }

    /// <summary>What the other side offers, once it has accepted this one.</summary>
    public Task<SiloManifest> Welcomed => _welcome.Task;

    public bool IsClosed => Volatile.Read(ref _closedBecause) is not null;

    /// <summary>Whether the other side has asked to be spared new requests, because it stops.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>When it was closed, as a timestamp of the clock.</summary>
    public long ClosedAt { get; private set; }

    /// <summary>Whether the other side's port is closed: its process is gone.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>How many requests wait for an answer.</summary>
    public int PendingCount => _pending.Count;

    public void Open(Action<MessageWriter> hello) => _ = OpenAsync(hello);

    public void Send(GrainRequest request)
    {
        var correlation = request.IsOneWay ? 0 : _pending.Add(request);
        using var writer = MessageWriter.Rent();
        Frames.WriteRequest(writer, request, correlation, TimeLeft(request));
        if (!TrySend(writer.Written.Span) && (request.IsOneWay || _pending.Take(correlation) is not null))
        {
            request.Fail(Unavailable());
        }
    }

    /// <summary>Sends a frame, or keeps it until the connection is open. False if the link is closed.</summary>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        if (Volatile.Read(ref _early) is not null)
        {
            lock (_lock)
            {
                if (_early is { } early)
                {
                    early.Add(frame.ToArray());
                    return true;
                }
            }
        }

        return _connection?.TrySend(frame) == true;
    }

    /// <summary>Closes the link and fails what waits on it.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            if (_closedBecause is not null)
            {
                return;
            }

            ClosedAt = _time.GetTimestamp();
            Volatile.Write(ref _closedBecause, reason);
            Volatile.Write(ref _early, null);
        }

        _connection?.Close();
        _welcome.TrySetException(Unavailable());
        _pending.FailAll(Unavailable);
        _events.OnLost(this, reason);
    }

    public void FailExpired(long now) => _pending.FailExpired(now);

    public void OnFrame(Connection connection, ReadOnlySpan<byte> frame)
    {
        var reader = new MessageReader(frame);
        switch ((FrameKind)reader.ReadByte())
        {
            case FrameKind.Result when _pending.Take((long)reader.ReadVarUInt64()) is { } request:
                request.ReadResult(ref reader);
                break;
            case FrameKind.Failure when _pending.Take((long)reader.ReadVarUInt64()) is { } request:
                request.ReadFailure(ref reader);
                break;
            case FrameKind.Welcome:
                Silo = Frames.ReadAddress(ref reader);
                var manifest = SiloManifest.Read(ref reader);
                _events.OnWelcome(this, manifest);
                _welcome.TrySetResult(manifest);
                break;
            case FrameKind.Refused:
                Close(reader.ReadText());
                break;
            case FrameKind.Moved:
                var (grain, place) = Frames.ReadMoved(ref reader);
                _events.OnMoved(grain, place);
                break;
            case FrameKind.Draining:
                IsDraining = true;
                _events.OnDraining(this);
                break;
            case FrameKind.StreamItem:
                _events.OnStreamItem(ref reader);
                break;
            default:
                // An answer that came after its caller stopped waiting.
                break;
        }
    }

    public void OnClosed(Connection connection, Exception? failure) => Close(failure?.Message ?? "the other side closed the connection");

    private async Task OpenAsync(Action<MessageWriter> hello)
    {
        var socket = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var limit = new CancellationTokenSource(ConnectTimeout, _time);
            await socket.ConnectAsync(EndPoint, limit.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            WasRefused = exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            Close(exception is SocketException ? exception.Message : $"no connection within {ConnectTimeout.TotalSeconds:0} s");
            return;
        }

        var connection = new Connection(socket, this);
        SendEarly(connection, hello);
        await connection.RunAsync();
    }

    /// <summary>The greeting, and behind it what was sent meanwhile.</summary>
    private void SendEarly(Connection connection, Action<MessageWriter> hello)
    {
        using var writer = MessageWriter.Rent();
        hello(writer);
        connection.TrySend(writer.Written.Span);
        lock (_lock)
        {
            _connection = connection;
            foreach (var frame in _early ?? [])
            {
                connection.TrySend(frame);
            }

            Volatile.Write(ref _early, null);
            if (_closedBecause is not null)
            {
                connection.Close();
            }
        }
    }

    private SiloUnavailableException Unavailable() => new($"{(object?)Silo ?? EndPoint} is unavailable: {_closedBecause}");

    private TimeSpan TimeLeft(GrainRequest request)
    {
        if (request.Deadline == 0)
        {
            return TimeSpan.Zero;
        }

        var left = TimeSpan.FromSeconds((request.Deadline - _time.GetTimestamp()) / (double)_time.TimestampFrequency);
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }
}
