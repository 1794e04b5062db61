using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A process's memory in bytes, all above 0: used &lt;= allocated &lt;= reservable (lavalink.md §1.4).</summary>
/// <param name="Free">Allocated and not used.</param>
/// <param name="Used">In use.</param>
/// <param name="Allocated">Had from the system.</param>
/// <param name="Reservable">The most that can be had.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.MemoryStats")]
public sealed record MemoryStats(
    [property: Id(0)] long Free,
    [property: Id(1)] long Used,
    [property: Id(2)] long Allocated,
    [property: Id(3)] long Reservable);
