namespace Orleans.Runtime;

/// <summary>The strategies as silos tell them to each other.</summary>
internal enum PlacementKind : byte
{
    Random = 0,
    Hash = 1,
    PreferLocal = 2,
    ActivationCount = 3,
    StatelessWorker = 4,
}
