namespace Fabric.Grains.State;

/// <summary>The names of the stores that grains keep their state in; every silo registers them.</summary>
public static class GrainStores
{
    /// <summary>The one durable store.</summary>
    public const string Default = "fabric";

    /// <summary>The silos' leases: the same database over connections of its own. Silos that share their database register it.</summary>
    public const string Leases = "fabric-leases";
}
