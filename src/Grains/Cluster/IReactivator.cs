using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>Brings back entities of one kind.</summary>
public interface IReactivator
{
    /// <summary>The kind, as <see cref="EntityId" /> names it.</summary>
    string Kind { get; }

    /// <summary>
    /// Has the entity of a key live again, somewhere in the cluster; does nothing where it lives. Fails where that is not possible yet.
    /// </summary>
    Task ReactivateAsync(string key);
}
