using System.Buffers;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>
/// One client's socket (lavalink.md §1, §4.4): ready and stats, or ready and what was missed; then what happens, until the client leaves,
/// another socket takes the session over, or the process stops.
/// </summary>
internal sealed partial class LavalinkSocket : ISocket, IAsyncDisposable
{
    private const string LostReason = "The session is gone, or another connection has it";

    private readonly SessionSeat _seat;
    private readonly WebSocketConnection<SessionMessage> _connection;
    private readonly SessionDelivery _delivery;
    private readonly LavalinkSocketServices _services;
    private readonly ILogger _logger;
    private int _isOver;
    private bool _hasWarned;

    public LavalinkSocket(SessionSeat seat, WebSocketTransport transport, FlushLane lane, LavalinkSocketServices services)
    {
        _seat = seat;
        _services = services;
        _logger = services.Logger;
        _connection = new WebSocketConnection<SessionMessage>(
            transport, new LavalinkFormat(number => _delivery!.OnWritten(number)), services.Settings.Limits, lane, services.Time);
        _delivery = new SessionDelivery(services.Cluster, seat, services.Settings, services.Time, _connection.Send);
    }

    /// <summary>Which of the gateway's connections it is.</summary>
    public Guid Connection => _seat.Socket.Connection;

    /// <summary>How many players its session has.</summary>
    public SessionCounts Counts => _delivery.Counts;

    /// <inheritdoc cref="SessionDelivery.Unacknowledged" />
    public long Unacknowledged => _delivery.Unacknowledged;

    /// <summary>Sends what comes before anything else (lavalink.md §1.4).</summary>
    public void Greet()
    {
        var ready = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(ready, new ReadyMessage(_seat.IsResumed, _seat.Session.Value));
        Send(ready.WrittenMemory);
        if (!_seat.IsResumed)
        {
            Send(_services.Stats.MakeFirst());
        }
    }

    /// <summary>Serves the client until it is gone.</summary>
    public async Task RunAsync()
    {
        using var ended = new CancellationTokenSource();
        var work = Task.WhenAll(DeliverAsync(ended.Token), SendStatsAsync(ended.Token));
        try
        {
            // A client that is answered finds its session left: it may ask for it, or come back to it, at once.
            await _connection.RunAsync(OnTextAsync, () => LeaveSessionAsync(gatewayEnds: false));
        }
        finally
        {
            await ended.CancelAsync();
            await FinishAsync(work);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _delivery.Dispose();
    }

    /// <summary>Takes what the session tells.</summary>
    public void OnNews(SessionNews news) => _delivery.OnNews(news);

    /// <summary>The session is gone, or another socket's: nothing more is said to it.</summary>
    public void Lose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            LogLost(_seat.Session);
            _connection.Close(WebSocketCloseCode.GoingAway, LostReason, dropQueued: true);
        }
    }

    /// <summary>The process stops: the session is told first, so that it is held for the client, whatever it says about resuming.</summary>
    public async Task EndAsync()
    {
        await LeaveSessionAsync(gatewayEnds: true);
        Close(WebSocketCloseCode.GoingAway);
    }

    /// <inheritdoc />
    public void Close(int code) => _connection.Close(code, dropQueued: true);

    /// <summary>The session is left when it is certain what the client has been sent: it is not to be sent that again.</summary>
    private async Task FinishAsync(Task work)
    {
        try
        {
            await _connection.EndAsync();
        }
        finally
        {
            await LeaveSessionAsync(gatewayEnds: false);
            await work;
        }
    }

    private async Task DeliverAsync(CancellationToken ended)
    {
        try
        {
            await _delivery.RunAsync(GreetAgainAsync, ended);
            if (!ended.IsCancellationRequested)
            {
                Lose();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone.
        }
#pragma warning disable CA1031 // One session's messages must not end more than its socket; the cause is logged, and the client may resume.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            Close(WebSocketCloseCode.InternalError);
        }
    }

    /// <summary>The client has the events that it missed: now stats, if any were due meanwhile, and a playerUpdate of each player.</summary>
    private async Task GreetAgainAsync(GuildId[] players)
    {
        if (StatsSchedule.HasMissed(_seat.Resumption!, _services.Settings.StatsPeriod))
        {
            Send(await _services.Stats.MakeAsync(_seat.Session, Counts));
        }

        await Task.WhenAll(players.Select(AskForUpdateAsync));
    }

    private async Task AskForUpdateAsync(GuildId guild)
    {
        try
        {
            await _services.Cluster.SendUpdateAsync(new PlayerId(_seat.Session, guild));
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            LogUnanswered(_seat.Session, exception.Message);
        }
    }

    private async Task SendStatsAsync(CancellationToken ended)
    {
        var period = _services.Settings.StatsPeriod;
        using var timer = new PeriodicTimer(StatsSchedule.UntilNext(_seat.Resumption?.Age ?? TimeSpan.Zero, period), _services.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (timer.Period != period)
                {
                    timer.Period = period;
                }

                Send(await _services.Stats.MakeAsync(_seat.Session, Counts));
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone.
        }
    }

    private async Task LeaveSessionAsync(bool gatewayEnds)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        try
        {
            await _services.Cluster.CloseAsync(_seat.Session, _seat.Socket, _delivery.Written, gatewayEnds);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            LogNotTold(_seat.Session, exception.Message);
        }
    }

    private ValueTask OnTextAsync(ReadOnlyMemory<byte> text)
    {
        if (!_hasWarned)
        {
            _hasWarned = true;
            LogIgnored(_seat.Session);
        }

        return ValueTask.CompletedTask;
    }

    private void Send(ReadOnlyMemory<byte> json) => _connection.Send(new SessionMessage(0, IsLogged: false, json));

    [LoggerMessage(1330, LogLevel.Warning, "The client of session {Session} sends messages over its socket, which Lavalink v4 has none of; they are ignored")]
    private partial void LogIgnored(SessionId session);

    [LoggerMessage(1331, LogLevel.Warning, "Session {Session} could not be told that its socket is gone ({Reason}); it will notice")]
    private partial void LogNotTold(SessionId session, string reason);

    [LoggerMessage(1332, LogLevel.Debug, "A player of session {Session} did not answer when its client resumed ({Reason})")]
    private partial void LogUnanswered(SessionId session, string reason);

    [LoggerMessage(1333, LogLevel.Error, "What a session had for its socket could not be delivered; the socket is closed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(1334, LogLevel.Information, "The socket of session {Session} is closed: the session is gone, or another connection has it")]
    private partial void LogLost(SessionId session);
}
