using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Presence;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>
/// Brings a socket what its session has for it, whatever is lost on the way: a number that is missing shows it, and so does silence; then the
/// log is read. What was written is acknowledged, so that the log need not keep it.
/// </summary>
/// <param name="cluster">Where the session is.</param>
/// <param name="seat">The socket.</param>
/// <param name="settings">Times.</param>
/// <param name="time">The clock.</param>
/// <param name="send">Sends a message; in order, and one at a time.</param>
internal sealed class SessionDelivery(
    ILavalinkCluster cluster, SessionSeat seat, LavalinkSocketSettings settings, TimeProvider time, Action<SessionMessage> send) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SessionFeed _feed = new(seat.IsResumed);
    private readonly Acknowledger _acknowledger = new(number => cluster.AcknowledgeAsync(seat.Session, seat.Socket, number));
    private readonly List<SessionMessage> _due = [];
    private SessionCounts _counts;
    private long _lastHeard = time.GetTimestamp();
    private long _readUpTo;
    private int _isAwake;

    /// <summary>How many players the session has, as it last said.</summary>
    public SessionCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts;
            }
        }
    }

    /// <summary>The number of the last event that was written.</summary>
    public long Written => _acknowledger.Reached;

    /// <summary>How many events were sent of which the session does not know it yet: were this process to die now, they would be sent again.</summary>
    public long Unacknowledged => Math.Max(0, Sent() - _acknowledger.Told);

    /// <summary>Takes what the session tells.</summary>
    public void OnNews(SessionNews news)
    {
        lock (_gate)
        {
            _counts = news.Counts;
            _lastHeard = time.GetTimestamp();
            foreach (var message in news.Messages)
            {
                _feed.Take(message, _due);
            }

            SendDue();
            if (!_feed.WantsLog)
            {
                return;
            }
        }

        Wake();
    }

    /// <summary>The events up to a number were written.</summary>
    public void OnWritten(long number)
    {
        _acknowledger.Reach(number);
        Wake();
    }

    /// <summary>Works until it is ended, or the session is not this socket's any more: then it completes by itself.</summary>
    /// <param name="onReplayed">Is called once the log of a session that was taken over has been sent, with the session's players.</param>
    /// <param name="ended">Ends it.</param>
    public async Task RunAsync(Func<GuildId[], Task> onReplayed, CancellationToken ended)
    {
        await using var looking = time.CreateTimer(static delivery => ((SessionDelivery)delivery!).Look(), this, settings.LookPeriod, settings.LookPeriod);
        var replays = seat.IsResumed;
        while (!ended.IsCancellationRequested)
        {
            var read = WantsLog() ? await ReadAsync() : LogReading.Nothing;
            if (read.IsLost)
            {
                return;
            }

            if (replays && read.Players is { } players)
            {
                replays = false;
                await onReplayed(players);
            }

            if (!read.HasBrought)
            {
                await _wake.WaitAsync(ended);
                Volatile.Write(ref _isAwake, 0);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _wake.Dispose();

    private void Look()
    {
        _acknowledger.Retry();
        Wake();
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) == 0)
        {
            _wake.Release();
        }
    }

    /// <summary>Not before what the log gave last has been written: a long one would fill the queue otherwise.</summary>
    private bool WantsLog()
    {
        lock (_gate)
        {
            return _acknowledger.Reached >= _readUpTo && (_feed.WantsLog || time.GetElapsedTime(_lastHeard) >= settings.Silence);
        }
    }

    private async Task<LogReading> ReadAsync()
    {
        try
        {
            return await cluster.ReadAsync(seat.Session, seat.Socket, Sent()) is { } backlog ? Take(backlog) : LogReading.Lost;
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            // It is asked again at the next look.
            return LogReading.Nothing;
        }
    }

    private long Sent()
    {
        lock (_gate)
        {
            return _feed.Sent;
        }
    }

    private LogReading Take(SessionBacklog backlog)
    {
        lock (_gate)
        {
            (_lastHeard, _counts) = (time.GetTimestamp(), backlog.Counts);
            if (_feed.IsReplaying)
            {
                _acknowledger.Begin(backlog.Events is [var first, ..] ? first.Number - 1 : backlog.Last);
            }

            _feed.Take(backlog, _due);
            var hasBrought = _due.Count > 0;
            if (_due.FindLast(static message => message.IsLogged) is { } last)
            {
                _readUpTo = last.Number;
            }

            SendDue();
            return new LogReading(hasBrought, _feed.IsReplaying ? null : backlog.Players);
        }
    }

    private void SendDue()
    {
        foreach (var message in _due)
        {
            send(message);
        }

        _due.Clear();
    }
}
