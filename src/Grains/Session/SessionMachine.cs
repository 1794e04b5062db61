using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Cluster;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Session;

/// <summary>
/// The rules of a session (lavalink.md §4, and failover-protocol.md 5 and 6): who may resume it, how long it is held without a socket, and its
/// log. Changes the state that is stored; the shell stores it, and tells.
/// </summary>
internal sealed class SessionMachine(SessionState state, FailoverOptions options)
{
    /// <summary>A client may ask for any number of seconds; beyond this they mean the same.</summary>
    private const long LongestHold = 10L * 365 * 24 * 60 * 60;

    /// <summary>The most that a log may hold for a client that does not come back, in bytes: the record of a session has a limit.</summary>
    private const int MaxLogBytes = 2 * 1024 * 1024;

    /// <summary>How much of the log one answer has, in bytes.</summary>
    private const int BatchBytes = 256 * 1024;

    private readonly EventLog<ReadOnlyMemory<byte>> _log = new(state.Acknowledged, state.Events);
    private readonly HashSet<GuildId> _playing = [];
    private readonly Queue<SessionMessage> _outbox = new();
    private int _dropped;
    private long _logBytes = state.Events.Sum(static one => (long)one.Length);

    /// <summary>Whether there is a session.</summary>
    public bool IsOpen => state.User != 0;

    /// <summary>Whether it has a socket, as far as is known: only then its players may be asked and told anything (lavalink.md §2.2).</summary>
    public bool IsConnected => IsOpen && Socket is not null && state.HeldUntil == 0;

    /// <summary>The socket that it has, or had until its gateway was lost.</summary>
    public SocketId? Socket => state.Gateway is { } gateway ? new SocketId(new GatewayId(gateway), state.Connection) : null;

    /// <summary>The bot whose it is.</summary>
    public UserId User => new(state.User);

    /// <summary>Its players.</summary>
    public IReadOnlyList<GuildId> Players => state.Players;

    /// <summary>How many there are of them.</summary>
    public SessionCounts Counts => new(state.Players.Count, _playing.Count);

    /// <summary>The number of the last event.</summary>
    public long Last => _log.Last;

    /// <summary>How many events were dropped because nobody came for them, since this was asked last.</summary>
    public int TakeDropped()
    {
        var dropped = _dropped;
        _dropped = 0;
        return dropped;
    }

    /// <summary>How it is, for the client.</summary>
    public SessionInfo Info => new(state.Resuming, Timeout);

    private long Timeout => state.Timeout ?? SessionState.DefaultTimeout;

    private TimeSpan Wait => TimeSpan.FromSeconds(Math.Clamp(Timeout, 0, LongestHold));

    /// <summary>It begins.</summary>
    public void Open(SessionOpening opening, DateTimeOffset now)
    {
        (state.User, state.ClientName, state.Began) = (opening.User.Value, opening.ClientName, now.ToUnixTimeMilliseconds());
        Attach(opening.Socket);
    }

    /// <summary>Gives it another socket. Null where it is not this user's, or where its time was up before it was found to be.</summary>
    /// <param name="opening">The client's handshake.</param>
    /// <param name="now">The time.</param>
    /// <param name="previous">The socket that it has until then, and that is to be closed; null where there is none.</param>
    public SessionResumption? TryResume(SessionOpening opening, DateTimeOffset now, out SocketId? previous)
    {
        previous = null;
        if (!IsOpen || IsExpired(now) || state.User != opening.User.Value)
        {
            return null;
        }

        previous = Socket is { } socket && socket != opening.Socket ? socket : null;
        var age = Math.Max(0, now.ToUnixTimeMilliseconds() - state.Began);
        var away = state.Left == 0 ? 0 : Math.Clamp(now.ToUnixTimeMilliseconds() - state.Left, 0, age);
        Attach(opening.Socket);
        return new SessionResumption(TimeSpan.FromMilliseconds(age), TimeSpan.FromMilliseconds(away));
    }

    /// <summary>Its socket is there still. False where it is another one's. True again for one that was taken for lost.</summary>
    public bool IsHeldBy(SocketId socket)
    {
        if (!IsOpen || Socket != socket)
        {
            return false;
        }

        (state.HeldUntil, state.Left) = (0, 0);
        return true;
    }

    /// <summary>Its socket is gone, which was sent every event up to a number.</summary>
    public SessionClose Close(SocketId socket, long sent, bool gatewayEnds, DateTimeOffset now)
    {
        if (!IsOpen || Socket != socket)
        {
            return SessionClose.Nothing;
        }

        Acknowledge(sent);
        state.Gateway = null;
        return Hold(gatewayEnds ? SessionHoldRule.AfterGatewayLoss(state.Resuming, Wait, options) : SessionHoldRule.AfterClose(state.Resuming, Wait), now);
    }

    /// <summary>The gateway that has its socket is lost. It keeps the socket's name: a gateway that was only slow has it again when it asks.</summary>
    public SessionClose LoseGateway(DateTimeOffset now) => IsConnected
        ? Hold(SessionHoldRule.AfterGatewayLoss(state.Resuming, Wait, options), now)
        : SessionClose.Nothing;

    /// <summary>Whether nobody has come for it in time.</summary>
    public bool IsExpired(DateTimeOffset now) => IsOpen && state.HeldUntil != 0 && now.ToUnixTimeMilliseconds() >= state.HeldUntil;

    /// <summary>It ends. What is left is to be told to its players.</summary>
    public void End() => (state.User, state.Gateway, state.HeldUntil) = (0, null, 0);

    /// <summary>Changes what is given.</summary>
    public void Update(SessionUpdate update)
    {
        state.Resuming = update.Resuming.Or(state.Resuming);
        state.Timeout = update.Timeout.Or(Timeout);
    }

    /// <summary>A player is about to be. False where that is no news.</summary>
    public bool AddPlayer(GuildId guild)
    {
        if (state.Players.Contains(guild))
        {
            return false;
        }

        state.Players.Add(guild);
        return true;
    }

    /// <summary>A player is no more. False where that is no news.</summary>
    public bool RemovePlayer(GuildId guild)
    {
        _playing.Remove(guild);
        state.Reports.Remove(guild.ToString());
        return state.Players.Remove(guild);
    }

    /// <summary>Takes what a player tells. True where it brought events, which are to be stored before they are sent.</summary>
    public bool Take(GuildId guild, PlayerReport report)
    {
        var (mark, key) = (new ReportMark(report.Epoch, report.Number), guild.ToString());
        if (state.Reports.TryGetValue(key, out var last) && !mark.IsAfter(last))
        {
            return false;
        }

        state.Reports[key] = mark;
        _ = report.IsPlaying ? _playing.Add(guild) : _playing.Remove(guild);
        var hasEvents = false;
        foreach (var message in report.Messages)
        {
            hasEvents |= message.IsEvent;
            Enqueue(message);
        }

        return hasEvents;
    }

    /// <summary>What is to be stored: the log as it is now. Returns the number of the last event in it.</summary>
    public long Save()
    {
        (state.Acknowledged, state.Events) = (_log.Acknowledged, [.. _log.Events]);
        return _log.Last;
    }

    /// <summary>Everything up to a number is stored.</summary>
    public void OnStored(long last) => _log.OnStored(last);

    /// <summary>What may be sent now, in order: nothing overtakes an event that is not stored yet.</summary>
    public SessionMessage[] TakeSendable()
    {
        var sendable = new List<SessionMessage>();
        while (_outbox.TryPeek(out var next) && next.Number <= _log.Durable)
        {
            sendable.Add(_outbox.Dequeue());
        }

        return [.. sendable];
    }

    /// <summary>Everything up to a number was sent. False where that is no news.</summary>
    public bool Acknowledge(long number)
    {
        var before = _log.Acknowledged;
        _logBytes -= _log.Events.Take((int)Math.Max(0, Math.Min(number, _log.Durable) - before)).Sum(static one => (long)one.Length);
        _log.Acknowledge(number);
        return _log.Acknowledged != before;
    }

    /// <summary>The events after a number that are stored, as many as one answer has.</summary>
    public SessionBacklog Read(long after)
    {
        var (first, events) = _log.After(after);
        var messages = new List<SessionMessage>();
        var bytes = 0;
        foreach (var json in events.TakeWhile(_ => bytes < BatchBytes))
        {
            bytes += json.Length;
            messages.Add(new SessionMessage(first + messages.Count, IsLogged: true, json));
        }

        return new SessionBacklog([.. messages], _log.Durable, [.. state.Players], Counts);
    }

    private void Attach(SocketId socket)
    {
        (state.Gateway, state.Connection, state.HeldUntil, state.Left) = (socket.Gateway.Value, socket.Connection, 0, 0);

        // The socket reads the log itself, from where its client is.
        _outbox.Clear();
    }

    private SessionClose Hold(TimeSpan hold, DateTimeOffset now)
    {
        // Also where it ends at once: if that is broken off, whoever brings the session back ends it.
        (state.HeldUntil, state.Left) = ((now + hold).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        _outbox.Clear();
        return hold > TimeSpan.Zero ? SessionClose.Held : SessionClose.Ended;
    }

    private void Enqueue(PlayerMessage message)
    {
        if (message.IsEvent)
        {
            _log.Append(message.Json);
            _logBytes += message.Json.Length;
            DropOldest();
        }

        if (IsConnected)
        {
            _outbox.Enqueue(new SessionMessage(_log.Last, message.IsEvent, message.Json));
        }
    }

    private void DropOldest()
    {
        while (_logBytes > MaxLogBytes && _log.Durable > _log.Acknowledged)
        {
            Acknowledge(_log.Acknowledged + 1);
            _dropped++;
        }
    }
}
