namespace Fabric.Grains.State;

/// <summary>The names of the stores that grains keep their state in; every silo registers them.</summary>
public static class GrainStores
{
    /// <summary>The one durable store.</summary>
    public const string Default = "fabric";
}
