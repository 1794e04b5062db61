using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>A <see cref="WatchdogRow" /> as it is stored.</summary>
[GenerateSerializer, Alias("fabric.StoredRow")]
public sealed class StoredRow
{
    /// <summary>What kind of entity it is.</summary>
    [Id(0)]
    public EntityClass Class { get; set; }

    /// <summary>The silo that has it.</summary>
    [Id(1)]
    public string Silo { get; set; } = "";

    /// <summary>The epoch in which it does.</summary>
    [Id(2)]
    public long Epoch { get; set; }

    internal WatchdogRow ToRow(string entity) => new(entity, Class, new SiloId(Silo), Epoch);
}
