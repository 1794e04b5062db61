using Orleans.StandIn;

namespace Orleans.Runtime.Cluster;

/// <summary>
/// The way of a request to its activation, wherever it is: here, where it was found last, or where the directory or, for a grain that is
/// active nowhere, its placement says. Requests for one grain that wait for that answer leave in the order in which they came.
/// </summary>
internal sealed class Router(SiloRuntime silo, SiloCluster cluster)
{
    /// <summary>More forwarding than views can explain: somebody is wrong for good.</summary>
    private const int MostHops = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ManifestPatience = TimeSpan.FromSeconds(2);

    private readonly PlaceCache<SiloAddress> _found = new();
    private readonly Dictionary<GrainId, List<GrainRequest>> _locating = [];

    /// <summary>Sends a request that began in this process or came from a client.</summary>
    public void Send(GrainRequest request)
    {
        if (silo.Catalog.TryDeliver(request))
        {
            return;
        }

        var view = cluster.Members.View;
        if (view.IsAlone(silo.Address))
        {
            silo.Catalog.Deliver(request);
            return;
        }

        if (_found.Find(request.Target) is { } known && view.IsServing(known))
        {
            SendTo(request, known);
            return;
        }

        lock (_locating)
        {
            if (_locating.TryGetValue(request.Target, out var waiting))
            {
                waiting.Add(request);
                return;
            }

            _locating.Add(request.Target, [request]);
        }

        _ = LocateAsync(request.Target);
    }

    /// <summary>Takes a request that another silo sent here because it found, or wants, the activation here.</summary>
    public void Receive(GrainRequest request)
    {
        if (silo.Catalog.TryDeliver(request))
        {
            return;
        }

        if (silo.MayActivate(request.Target))
        {
            silo.Catalog.Deliver(request);
        }
        else
        {
            Forward(request);
        }
    }

    /// <summary>Sends on a request whose activation is not here, or no more.</summary>
    public void Forward(GrainRequest request, SiloAddress? to = null)
    {
        if (++request.Hops > MostHops)
        {
            request.Fail(new OrleansMessageRejectionException($"{request.Target} was not found in {MostHops} attempts."));
            return;
        }

        request.ReplyTo?.SendMoved(request.Target, to);
        Correct(request.Target, to);
        if (to is null)
        {
            Send(request);
        }
        else
        {
            SendTo(request, to);
        }
    }

    /// <summary>A grain is not, or no more, where it was looked for.</summary>
    public void Correct(GrainId grain, SiloAddress? place) => _found.Set(grain, place);

    /// <summary>Answers requests that wait for their grain's place longer than their callers wait for them.</summary>
    public void FailExpired(long now)
    {
        lock (_locating)
        {
            foreach (var (grain, waiting) in _locating)
            {
                foreach (var request in waiting.Where(request => request.Deadline != 0 && now >= request.Deadline))
                {
                    request.Fail(new TimeoutException($"{grain} was not located in time for {request.Method}."));
                }

                waiting.RemoveAll(static request => request.IsAnswered);
            }
        }
    }

    private void SendTo(GrainRequest request, SiloAddress target)
    {
        if (!target.Equals(silo.Address))
        {
            // A client sends its next request for this grain there itself.
            if (request.ReplyTo is { IsClient: true } client)
            {
                client.SendMoved(request.Target, target);
            }

            cluster.Links.To(target).Send(request);
        }
        else if (silo.MayActivate(request.Target))
        {
            silo.Catalog.Deliver(request);
        }
        else
        {
            Forward(request);
        }
    }

    private async Task LocateAsync(GrainId grain)
    {
        SiloAddress? place = null;
        Exception? failure = null;
        try
        {
            place = await FindAsync(grain);
        }
        catch (OrleansException exception)
        {
            failure = exception;
        }

        lock (_locating)
        {
            _locating.Remove(grain, out var waiting);
            if (!silo.Address.Equals(place))
            {
                _found.Set(grain, place);
            }

            foreach (var request in waiting!)
            {
                Release(request, place, failure);
            }
        }
    }

    private void Release(GrainRequest request, SiloAddress? place, Exception? failure)
    {
        if (place is null)
        {
            request.Fail(failure!);
        }
        else if (!silo.Catalog.TryDeliver(request))
        {
            SendTo(request, place);
        }
    }

    private async Task<SiloAddress> FindAsync(GrainId grain)
    {
        if (cluster.Links.IsStatelessWorker(grain.Type))
        {
            return await PlaceAsync(grain);
        }

        var active = await cluster.Directory.LookupAsync(grain);
        return active is not null && cluster.Members.View.IsServing(active.Silo) ? active.Silo : await PlaceAsync(grain);
    }

    /// <summary>A silo that has just become active tells what it offers a moment later.</summary>
    private async Task<SiloAddress> PlaceAsync(GrainId grain)
    {
        var started = silo.Time.GetTimestamp();
        while (true)
        {
            var view = cluster.Members.View;
            if (cluster.Placement.Choose(grain, view) is { } place)
            {
                return place;
            }

            if (silo.Time.GetElapsedTime(started) > ManifestPatience)
            {
                throw new OrleansException($"No active silo offers grains of type '{grain.Type}'.");
            }

            await cluster.Members.ChangedAsync(view, Pause);
        }
    }
}
