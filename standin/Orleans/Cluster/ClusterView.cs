namespace Orleans.Runtime.Cluster;

/// <summary>The cluster as of one version of the membership table. Immutable.</summary>
internal sealed class ClusterView
{
    private readonly int _serving;

    public ClusterView(long version, IReadOnlyDictionary<SiloAddress, SiloStatus> statuses)
    {
        Version = version;
        Statuses = statuses;
        Active = [.. statuses.Where(static silo => silo.Value == SiloStatus.Active).Select(static silo => silo.Key).Order()];
        Ring = new HashRing(Active);
        _serving = statuses.Count(static silo => Serves(silo.Value));
    }

    /// <summary>The table's version; -1 before it was first read.</summary>
    public long Version { get; }

    public IReadOnlyDictionary<SiloAddress, SiloStatus> Statuses { get; }

    /// <summary>The silos that take new activations and share the directory, in the order of their addresses.</summary>
    public SiloAddress[] Active { get; }

    /// <summary>The directory's partitions.</summary>
    public HashRing Ring { get; }

    /// <summary>None for an unknown silo.</summary>
    public SiloStatus StatusOf(SiloAddress silo) => Statuses.GetValueOrDefault(silo);

    /// <summary>Whether calls to a silo can be answered: it serves, or is about to end and still answers.</summary>
    public bool IsServing(SiloAddress silo) => Serves(StatusOf(silo));

    /// <summary>Whether a silo is the only one that serves: then every activation is on it, and no directory is needed.</summary>
    public bool IsAlone(SiloAddress silo) => _serving == 1 && IsServing(silo);

    private static bool Serves(SiloStatus status) => status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;
}
