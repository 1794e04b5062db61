using System.Collections.Concurrent;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>The activations of this silo, and the way of a request to them.</summary>
internal sealed class Catalog(SiloRuntime silo)
{
    private readonly ConcurrentDictionary<GrainId, IRequestTarget> _targets = new();

    public int Count => _targets.Count;

    /// <summary>Hands a request to its grain if that is active here.</summary>
    public bool TryDeliver(GrainRequest request)
    {
        if (!_targets.TryGetValue(request.Target, out var target))
        {
            return false;
        }

        if (target.TryReceive(request))
        {
            return true;
        }

        _targets.TryRemove(new(request.Target, target));
        return false;
    }

    /// <summary>Hands a request to its grain, activating it if need be.</summary>
    public void Deliver(GrainRequest request)
    {
        while (!TryDeliver(request))
        {
            if (silo.IsStopping)
            {
                Refuse(request);
                return;
            }

            _targets.GetOrAdd(request.Target, static (id, runtime) => runtime.CreateTarget(id), silo);
        }
    }

    /// <summary>The activations that the cluster's directory knows, or is about to.</summary>
    public IEnumerable<ActivationAddress> Registered() =>
        _targets.Values.OfType<Activation>().Select(static activation => activation.Address);

    /// <summary>Ends a grain's activation, if there is one here.</summary>
    public void Deactivate(GrainId grain, DeactivationReason reason)
    {
        if (_targets.TryGetValue(grain, out var target))
        {
            _ = target.EndAsync(reason);
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

    /// <summary>A silo that stops leaves new activations to the others, if there are any.</summary>
    private void Refuse(GrainRequest request)
    {
        if (silo.Cluster.Members.View.IsAlone(silo.Address))
        {
            request.Fail(new SiloUnavailableException($"{silo.Address} is stopping and activates {request.Target} no more."));
        }
        else
        {
            silo.Cluster.Router.Forward(request);
        }
    }

    private async Task EndAsync(KeyValuePair<GrainId, IRequestTarget> target, DeactivationReason reason)
    {
        await target.Value.EndAsync(reason);
        _targets.TryRemove(target);
    }
}
