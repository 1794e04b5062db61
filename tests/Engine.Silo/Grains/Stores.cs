namespace Fabric.Engine.Silo.Grains;

/// <summary>The names of stores and streams.</summary>
public static class Stores
{
    /// <summary>The store of grain state.</summary>
    public const string Main = "main";
    /// <summary>The streams.</summary>
    public const string Streams = "streams";
}
