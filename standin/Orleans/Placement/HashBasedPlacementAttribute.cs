using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>On the silo that the grain id's hash picks.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(HashBasedPlacement.Instance);
