using Fabric.Abstractions.Ids;
using Fabric.Grains.State;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Cluster;

/// <summary>
/// The records of all silos, in a store that has connections of its own: a lease must not wait behind the state of grains. Writes are
/// compare-and-set by the record's tag.
/// </summary>
internal sealed class SiloRecords([FromKeyedServices(GrainStores.Leases)] IGrainStorage storage)
{
    private const string Type = "silo";
    private const string State = "lease";

    /// <summary>Reads a record. One that is not there is told by <see cref="StoredSilo.RecordExists" />.</summary>
    public Task ReadAsync(SiloId silo, StoredSilo stored) => storage.ReadStateAsync(State, GrainId.Create(Type, silo.Value), stored);

    /// <summary>Writes a record.</summary>
    /// <exception cref="InconsistentStateException">It is not as it was read: somebody else has written it, or an answer was lost.</exception>
    public Task WriteAsync(SiloId silo, StoredSilo stored) => storage.WriteStateAsync(State, GrainId.Create(Type, silo.Value), stored);
}
