using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>On the silo with the fewest activations.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ActivationCountBasedPlacementAttribute() : PlacementAttribute(ActivationCountBasedPlacement.Instance);
