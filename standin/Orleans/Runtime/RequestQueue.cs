using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>
/// The requests of one activation, and the rule which may be under way together. A request may start when nothing blocks: no
/// other runs; or it always interleaves, or the class is reentrant; or all that run always interleave; or it and all that run
/// only read. A request that may not start does not hold up a later one that may. Not thread-safe: the activation locks it.
/// </summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private GrainRequest? _firstRunning;
    private GrainRequest? _firstWaiting;
    private GrainRequest? _lastWaiting;
    private int _blocking;
    private int _blockingWriters;

    public bool IsRunning => _firstRunning is not null;

    public bool HasWaiting => _firstWaiting is not null;

    public bool IsBusy => IsRunning || HasWaiting;

    public void Enqueue(GrainRequest request)
    {
        request.Next = null;
        request.Previous = _lastWaiting;
        if (_lastWaiting is null)
        {
            _firstWaiting = request;
        }
        else
        {
            _lastWaiting.Next = request;
        }

        _lastWaiting = request;
    }

    /// <summary>Takes the first waiting request that may start.</summary>
    public bool TryStart(out GrainRequest? request)
    {
        for (request = _firstWaiting; request is not null; request = request.Next)
        {
            if (!MayStart(request.Method))
            {
                continue;
            }

            RemoveWaiting(request);
            AddRunning(request);
            return true;
        }

        return false;
    }

    public void Finished(GrainRequest request)
    {
        if (request.Previous is null)
        {
            _firstRunning = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is not null)
        {
            request.Next.Previous = request.Previous;
        }

        Count(request.Method, -1);
    }

    /// <summary>Removes and returns what waits.</summary>
    public GrainRequest[] TakeWaiting()
    {
        var taken = new List<GrainRequest>();
        for (var request = _firstWaiting; request is not null; request = request.Next)
        {
            taken.Add(request);
        }

        _firstWaiting = _lastWaiting = null;
        return [.. taken];
    }

    /// <summary>Answers requests whose callers have stopped waiting; those that have not started never will.</summary>
    public void FailExpired(long now, Activation activation)
    {
        for (var request = _firstRunning; request is not null; request = request.Next)
        {
            FailIfExpired(request, now, activation);
        }

        for (var request = _firstWaiting; request is not null; request = request.Next)
        {
            if (FailIfExpired(request, now, activation))
            {
                RemoveWaiting(request);
            }
        }
    }

    private static bool FailIfExpired(GrainRequest request, long now, Activation activation)
    {
        if (request.Deadline == 0 || now < request.Deadline || request.IsAnswered)
        {
            return false;
        }

        request.Fail(new TimeoutException($"No answer in time from {activation} to {request.Method}."));
        return true;
    }

    private bool MayStart(GrainMethod method) =>
        _blocking == 0
        || isReentrant
        || method.AlwaysInterleaves
        || (method.IsReadOnly && _blockingWriters == 0);

    private void AddRunning(GrainRequest request)
    {
        request.Previous = null;
        request.Next = _firstRunning;
        if (_firstRunning is not null)
        {
            _firstRunning.Previous = request;
        }

        _firstRunning = request;
        Count(request.Method, 1);
    }

    private void Count(GrainMethod method, int by)
    {
        if (method.AlwaysInterleaves)
        {
            return;
        }

        _blocking += by;
        if (!method.IsReadOnly)
        {
            _blockingWriters += by;
        }
    }

    private void RemoveWaiting(GrainRequest request)
    {
        if (request.Previous is null)
        {
            _firstWaiting = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            _lastWaiting = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }
    }
}
