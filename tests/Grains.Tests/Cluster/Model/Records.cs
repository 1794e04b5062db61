using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>A silo's record, with whose it is.</summary>
internal sealed record SiloEntry(SiloId Silo, SiloRecord Record)
{
    public static string KeyOf(SiloId silo) => $"silo/{silo.Value}";
}

/// <summary>What is stored of an entity, of whichever kind.</summary>
internal sealed record EntityRecord(long Epoch, SiloId? Owner)
{
    /// <summary>A shard's number up to which everything is durable.</summary>
    public long Sequence { get; init; }

    /// <summary>A session's number up to which everything is acknowledged.</summary>
    public long Acknowledged { get; init; }

    /// <summary>A session's events after that.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];
}
