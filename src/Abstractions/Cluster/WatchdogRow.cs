using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Cluster;

/// <summary>An entity that must live, and which silo it lives in.</summary>
/// <param name="Entity">Which, as <see cref="EntityId" /> writes it.</param>
/// <param name="Class">Its kind.</param>
/// <param name="Silo">The silo that owned it when the row was written.</param>
/// <param name="Epoch">The epoch in which it did.</param>
[GenerateSerializer, Immutable, Alias("fabric.WatchdogRow")]
public sealed record WatchdogRow(
    [property: Id(0)] string Entity,
    [property: Id(1)] EntityClass Class,
    [property: Id(2)] SiloId Silo,
    [property: Id(3)] long Epoch);
