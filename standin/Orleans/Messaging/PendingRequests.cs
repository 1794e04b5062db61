using System.Collections.Concurrent;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>Requests that left over a link and wait for their answers.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<long, GrainRequest> _waiting = new();
    private long _lastCorrelation;

    public int Count => _waiting.Count;

    /// <summary>Notes a request that leaves.</summary>
    public long Add(GrainRequest request)
    {
        var correlation = Interlocked.Increment(ref _lastCorrelation);
        _waiting[correlation] = request;
        return correlation;
    }

    /// <summary>Takes the request of an answer; null if it has been given up.</summary>
    public GrainRequest? Take(long correlation) => _waiting.TryRemove(correlation, out var request) ? request : null;

    /// <summary>Fails everything.</summary>
    public void FailAll(Func<Exception> exception)
    {
        foreach (var (correlation, _) in _waiting)
        {
            Take(correlation)?.Fail(exception());
        }
    }

    /// <summary>Fails what nobody waits for any more.</summary>
    public void FailExpired(long now)
    {
        foreach (var (correlation, request) in _waiting)
        {
            if (request.Deadline != 0 && now >= request.Deadline)
            {
                Take(correlation)?.Fail(new TimeoutException($"No answer in time from {request.Target} to {request.Method}."));
            }
        }
    }
}
