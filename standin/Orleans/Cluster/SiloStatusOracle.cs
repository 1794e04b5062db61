namespace Orleans.Runtime.Cluster;

/// <summary>The cluster's silos as grains and services of this process see them.</summary>
internal sealed class SiloStatusOracle(ILocalSiloDetails details, ClusterMembers members) : ISiloStatusOracle, IViewListener
{
    private readonly Lock _lock = new();
    private ISiloStatusListener[] _listeners = [];

    public SiloStatus CurrentStatus => members.View.StatusOf(SiloAddress);

    public string SiloName => details.Name;

    public SiloAddress SiloAddress => details.SiloAddress;

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => members.View.StatusOf(siloAddress);

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => members.View.Statuses
        .Where(silo => !onlyActive || silo.Value == SiloStatus.Active)
        .ToDictionary();

    public bool IsDeadSilo(SiloAddress silo) => members.View.StatusOf(silo) == SiloStatus.Dead;

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_lock)
        {
            if (_listeners.Contains(observer))
            {
                return false;
            }

            _listeners = [.. _listeners, observer];
            return true;
        }
    }

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_lock)
        {
            var left = Array.FindAll(_listeners, listener => !ReferenceEquals(listener, observer));
            var wasThere = left.Length < _listeners.Length;
            _listeners = left;
            return wasThere;
        }
    }

    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        foreach (var (silo, status) in view.Statuses.Where(silo => old.StatusOf(silo.Key) != silo.Value))
        {
            foreach (var listener in _listeners)
            {
                listener.SiloStatusChangeNotification(silo, status);
            }
        }
    }
}
