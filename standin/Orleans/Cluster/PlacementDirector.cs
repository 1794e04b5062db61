namespace Orleans.Runtime.Cluster;

/// <summary>Chooses the silo of a new activation among the active ones that offer its type.</summary>
internal sealed class PlacementDirector(SiloAddress self, SiloLinks links)
{
    private uint _chosen;

    /// <summary>Null while no silo that is known to offer the type is active.</summary>
    public SiloAddress? Choose(GrainId grain, ClusterView view)
    {
        var candidates = Array.FindAll(view.Active, silo => links.ManifestOf(silo)?.PlacementOf(grain.Type) is not null);
        return candidates.Length switch
        {
            0 => null,
            1 => candidates[0],
            _ => Choose(grain, links.ManifestOf(candidates[0])!.PlacementOf(grain.Type)!, candidates),
        };
    }

    private SiloAddress Choose(GrainId grain, PlacementStrategy strategy, SiloAddress[] candidates) => strategy.Kind switch
    {
        PlacementKind.Hash => candidates[grain.GetUniformHashCode() % candidates.Length],
        PlacementKind.PreferLocal or PlacementKind.StatelessWorker when candidates.Contains(self) => self,
        PlacementKind.ActivationCount => LessLoaded(Any(candidates), Any(candidates)),
        _ => Any(candidates),
    };

    /// <summary>The better of two at random is nearly as good as the best, and does not send everybody to the same silo.</summary>
    private SiloAddress LessLoaded(SiloAddress first, SiloAddress second) =>
        links.ActivationsOn(first) <= links.ActivationsOn(second) ? first : second;

    /// <summary>A hash of a counter: spread like chance, and free of locks.</summary>
    private SiloAddress Any(SiloAddress[] candidates) =>
        candidates[StableHash.Combine(unchecked((uint)self.GetConsistentHashCode()), Interlocked.Increment(ref _chosen)) % candidates.Length];
}
