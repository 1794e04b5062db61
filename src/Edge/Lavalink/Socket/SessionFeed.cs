using Fabric.Abstractions.Sessions;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>
/// Decides what a socket is sent of its session's messages, which may come in any order, twice, or not at all. Each event is sent once, in the
/// order of its number; what is not logged is sent after the event that it follows, and not after a later one; and where the socket takes a
/// session over, the log comes before anything live. What the log does not have any more nobody waits for. Not thread-safe.
/// </summary>
/// <param name="isResumed">Whether the session existed before: then its log is read first.</param>
internal sealed class SessionFeed(bool isResumed)
{
    /// <summary>How many messages wait for the events that they follow: those of the time that reading the log takes.</summary>
    private const int MostHeld = 256;

    private readonly Queue<SessionMessage> _held = new();
    private bool _awaitsLog = isResumed;
    private long _known;

    /// <summary>The number of the last event that was sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether there is something to read from the log.</summary>
    public bool WantsLog => _awaitsLog || _known > Sent;

    /// <summary>Whether the log of a session that was taken over has not been read yet.</summary>
    public bool IsReplaying => _awaitsLog;

    /// <summary>Takes a message that came by itself.</summary>
    /// <param name="message">The message.</param>
    /// <param name="due">Gets what is to be sent now, in order.</param>
    public void Take(SessionMessage message, List<SessionMessage> due)
    {
        _known = Math.Max(_known, message.Number);
        if (!message.IsLogged)
        {
            TakeUnlogged(message, due);
        }
        else if (!_awaitsLog && message.Number == Sent + 1)
        {
            Send(message, due);
        }
    }

    /// <summary>Takes what the log had after <see cref="Sent" />, or after what that was when it was asked.</summary>
    /// <param name="backlog">The log.</param>
    /// <param name="due">Gets what is to be sent now, in order.</param>
    public void Take(SessionBacklog backlog, List<SessionMessage> due)
    {
        _known = Math.Max(_known, backlog.Last);
        foreach (var message in backlog.Events.Where(message => message.Number > Sent))
        {
            Send(message, due);
        }

        if (backlog.Events.Length == 0)
        {
            Sent = Math.Max(Sent, backlog.Last);
        }

        _awaitsLog &= Sent < backlog.Last;
        Release(due);
    }

    private void TakeUnlogged(SessionMessage message, List<SessionMessage> due)
    {
        if (!_awaitsLog && message.Number == Sent)
        {
            due.Add(message);
        }
        else if (_awaitsLog || message.Number > Sent)
        {
            Hold(message);
        }
    }

    private void Hold(SessionMessage message)
    {
        if (_held.Count == MostHeld)
        {
            _held.Dequeue();
        }

        _held.Enqueue(message);
    }

    private void Send(SessionMessage message, List<SessionMessage> due)
    {
        Sent = message.Number;
        due.Add(message);
        Release(due);
    }

    /// <summary>Gives those that follow the event that was sent last, drops those whose time is over, and keeps the others.</summary>
    private void Release(List<SessionMessage> due)
    {
        for (var count = _held.Count; count > 0; count--)
        {
            var message = _held.Dequeue();
            if (message.Number == Sent)
            {
                due.Add(message);
            }
            else if (message.Number > Sent)
            {
                _held.Enqueue(message);
            }
        }
    }
}
