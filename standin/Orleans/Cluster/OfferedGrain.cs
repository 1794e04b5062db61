namespace Orleans.Runtime.Cluster;

/// <summary>A grain type that a silo offers, under one of its interfaces.</summary>
internal sealed record OfferedGrain(string InterfaceName, GrainType Type, PlacementStrategy Placement);
