namespace Orleans.Runtime;

/// <summary>How a silo is chosen for a new activation.</summary>
public abstract class PlacementStrategy
{
    internal abstract PlacementKind Kind { get; }

    /// <summary>The strategy that another silo named.</summary>
    internal static PlacementStrategy Of(PlacementKind kind) => kind switch
    {
        PlacementKind.Hash => HashBasedPlacement.Instance,
        PlacementKind.PreferLocal => PreferLocalPlacement.Instance,
        PlacementKind.ActivationCount => ActivationCountBasedPlacement.Instance,
        PlacementKind.StatelessWorker => new StatelessWorkerPlacement(maxLocalWorkers: 1),
        _ => RandomPlacement.Instance,
    };
}
