namespace Orleans.Runtime;

internal sealed class ActivationCountBasedPlacement : PlacementStrategy
{
    public static readonly ActivationCountBasedPlacement Instance = new();

    internal override PlacementKind Kind => PlacementKind.ActivationCount;
}

internal sealed class HashBasedPlacement : PlacementStrategy
{
    public static readonly HashBasedPlacement Instance = new();

    internal override PlacementKind Kind => PlacementKind.Hash;
}

internal sealed class PreferLocalPlacement : PlacementStrategy
{
    public static readonly PreferLocalPlacement Instance = new();

    internal override PlacementKind Kind => PlacementKind.PreferLocal;
}

internal sealed class RandomPlacement : PlacementStrategy
{
    public static readonly RandomPlacement Instance = new();

    internal override PlacementKind Kind => PlacementKind.Random;
}

internal sealed class StatelessWorkerPlacement(int maxLocalWorkers) : PlacementStrategy
{
    public int MaxLocalWorkers { get; } = maxLocalWorkers;

    internal override PlacementKind Kind => PlacementKind.StatelessWorker;
}
