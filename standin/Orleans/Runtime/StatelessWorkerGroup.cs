using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>The workers of one stateless-worker grain: an idle one takes the request, else a new one while there may be more.</summary>
internal sealed class StatelessWorkerGroup(SiloRuntime silo, GrainClass grainClass, GrainId grainId, int maxWorkers) : IRequestTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];
    private int _next;

    public bool TryReceive(GrainRequest request)
    {
        lock (_lock)
        {
            while (true)
            {
                if (Pick().TryReceive(request))
                {
                    return true;
                }
            }
        }
    }

    public void FailExpired(long now)
    {
        foreach (var worker in Snapshot())
        {
            worker.FailExpired(now);
        }
    }

    public void CollectIdle()
    {
        foreach (var worker in Snapshot())
        {
            worker.CollectIdle();
        }
    }

    public Task EndAsync(DeactivationReason reason) => Task.WhenAll(Snapshot().Select(worker => worker.EndAsync(reason)));

    public void Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
        }
    }

    private Activation Pick()
    {
        if (_workers.Find(static worker => !worker.IsBusy) is { } idle)
        {
            return idle;
        }

        if (_workers.Count < maxWorkers)
        {
            var worker = new Activation(silo, grainClass, grainId, this);
            _workers.Add(worker);
            return worker;
        }

        _next = (_next + 1) % _workers.Count;
        return _workers[_next];
    }

    private Activation[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _workers];
        }
    }
}
