using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>How busy the processors are (lavalink.md §1.4).</summary>
/// <param name="Cores">Logical processors.</param>
/// <param name="SystemLoad">Of the whole machine, 0 to 1.</param>
/// <param name="LavalinkLoad">Of this process, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.CpuStats")]
public sealed record CpuStats([property: Id(0)] int Cores, [property: Id(1)] double SystemLoad, [property: Id(2)] double LavalinkLoad);
