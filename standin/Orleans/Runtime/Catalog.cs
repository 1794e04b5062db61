using System.Collections.Concurrent;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>The activations of this silo, and the way of a request to them.</summary>
internal sealed class Catalog(SiloRuntime silo)
{
    private readonly ConcurrentDictionary<GrainId, IRequestTarget> _targets = new();

    public int Count => _targets.Count;

    /// <summary>Hands a request to its grain, activating it if need be.</summary>
    public void Deliver(GrainRequest request)
    {
        while (true)
        {
            if (!_targets.TryGetValue(request.Target, out var target))
            {
                if (silo.IsStopping)
                {
                    request.Fail(new SiloUnavailableException($"{silo.Address} is stopping and activates {request.Target} no more."));
                    return;
                }

                target = _targets.GetOrAdd(request.Target, static (id, runtime) => runtime.CreateTarget(id), silo);
            }

            if (target.TryReceive(request))
            {
                return;
            }

            _targets.TryRemove(new(request.Target, target));
        }
    }

    public void Remove(Activation activation) => _targets.TryRemove(new(activation.GrainId, activation));

    public void FailExpired(long now)
    {
        foreach (var (_, target) in _targets)
        {
            target.FailExpired(now);
        }
    }

    public void CollectIdle()
    {
        foreach (var (_, target) in _targets)
        {
            target.CollectIdle();
        }
    }

    /// <summary>Ends everything. A grain that is activated meanwhile by the end of another is ended too.</summary>
    public async Task EndAllAsync(DeactivationReason reason)
    {
        while (!_targets.IsEmpty)
        {
            await Task.WhenAll(_targets.Select(target => EndAsync(target, reason)).ToArray());
        }
    }

    private async Task EndAsync(KeyValuePair<GrainId, IRequestTarget> target, DeactivationReason reason)
    {
        await target.Value.EndAsync(reason);
        _targets.TryRemove(target);
    }
}
