using System.Collections.Concurrent;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>Requests that left this process and wait for their answers.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<long, Waiting> _waiting = new();
    private long _lastCorrelation;

    /// <summary>Notes a request that leaves over a connection.</summary>
    public long Add(GrainRequest request, Connection connection)
    {
        var correlation = Interlocked.Increment(ref _lastCorrelation);
        _waiting[correlation] = new Waiting(request, connection);
        return correlation;
    }

    /// <summary>Takes the request of an answer; null if it has been given up.</summary>
    public GrainRequest? Take(long correlation) => _waiting.TryRemove(correlation, out var waiting) ? waiting.Request : null;

    /// <summary>Fails what waits on a connection that has ended.</summary>
    public void FailAll(Connection connection, Func<Exception> exception)
    {
        foreach (var (correlation, waiting) in _waiting)
        {
            if (ReferenceEquals(waiting.Connection, connection) && _waiting.TryRemove(correlation, out _))
            {
                waiting.Request.Fail(exception());
            }
        }
    }

    /// <summary>Fails what nobody waits for any more.</summary>
    public void FailExpired(long now)
    {
        foreach (var (correlation, waiting) in _waiting)
        {
            if (waiting.Request.Deadline != 0 && now >= waiting.Request.Deadline && _waiting.TryRemove(correlation, out _))
            {
                waiting.Request.Fail(new TimeoutException($"No answer in time from {waiting.Request.Target} to {waiting.Request.Method}."));
            }
        }
    }

    private readonly record struct Waiting(GrainRequest Request, Connection Connection);
}
