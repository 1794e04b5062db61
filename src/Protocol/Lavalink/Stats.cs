using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>How a server fares (lavalink.md §1.4, §2.3).</summary>
/// <param name="FrameStats">Null where no player can tell yet.</param>
/// <param name="Players">Players of all connected sessions.</param>
/// <param name="PlayingPlayers">Those that have a track and are not paused.</param>
/// <param name="Uptime">In milliseconds.</param>
/// <param name="Memory">Memory.</param>
/// <param name="Cpu">Processors.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Stats")]
public sealed record Stats(
    [property: Id(0)] FrameStats? FrameStats,
    [property: Id(1)] int Players,
    [property: Id(2)] int PlayingPlayers,
    [property: Id(3)] long Uptime,
    [property: Id(4)] MemoryStats Memory,
    [property: Id(5)] CpuStats Cpu);
