namespace Orleans.Runtime;

internal sealed class ActivationCountBasedPlacement : PlacementStrategy
{
    public static readonly ActivationCountBasedPlacement Instance = new();
}

internal sealed class HashBasedPlacement : PlacementStrategy
{
    public static readonly HashBasedPlacement Instance = new();
}

internal sealed class PreferLocalPlacement : PlacementStrategy
{
    public static readonly PreferLocalPlacement Instance = new();
}

internal sealed class RandomPlacement : PlacementStrategy
{
    public static readonly RandomPlacement Instance = new();
}

internal sealed class StatelessWorkerPlacement(int maxLocalWorkers) : PlacementStrategy
{
    public int MaxLocalWorkers { get; } = maxLocalWorkers;
}
