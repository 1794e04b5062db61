namespace Fabric.Storage;

/// <summary>Which cluster a process belongs to. Section <c>Cluster</c> of the configuration.</summary>
public sealed class ClusterIdOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Cluster";

    /// <summary>The cluster's name, the same in all of its processes.</summary>
    public string Id { get; set; } = "fabric";
}
