using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// A silo whose store is its own, as the embedded database is: the lock on it keeps every other process out, so nobody takes over from
/// this one, and whoever owned something before has ended.
/// </summary>
internal sealed class SoleSilo : ISiloLease, ITakeover
{
    /// <inheritdoc />
    public bool Holds => true;

    /// <inheritdoc />
    public bool IsCleared(SiloId silo) => true;

    /// <inheritdoc />
    public bool IsSuspect(SiloId silo) => false;

    /// <inheritdoc />
    public Task<bool> AskToReleaseAsync(SiloId silo, EntityId entity) => Task.FromResult(true);
}
