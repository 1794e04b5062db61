using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>On the calling silo where it offers the grain, else on any.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PreferLocalPlacement.Instance);
