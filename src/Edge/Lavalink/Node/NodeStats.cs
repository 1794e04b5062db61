using Fabric.Edge.Lavalink.Socket;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>
/// How this process fares (lavalink.md §1.4): clients balance over nodes by it, so it counts the sessions whose sockets are here, wherever their
/// players are.
/// </summary>
internal sealed class NodeStats(LavalinkSockets sockets, CpuSampler cpu, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>Now.</summary>
    /// <param name="frames">Of one session's players; null for a statement about all.</param>
    public Stats Take(FrameStats? frames = null)
    {
        var counts = sockets.CountPlayers();
        return new Stats(frames, counts.Players, counts.Playing, (long)time.GetElapsedTime(_began).TotalMilliseconds, Memory(), cpu.Sample());
    }

    /// <summary>Java's terms: what is in use of the heap, what the process has, and what it could have. Each at least as large as the one before.</summary>
    private static MemoryStats Memory()
    {
        var used = Math.Max(1, GC.GetTotalMemory(forceFullCollection: false));
        var allocated = Math.Max(used, Environment.WorkingSet);
        var reservable = Math.Max(allocated, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return new MemoryStats(allocated - used, used, allocated, reservable);
    }
}
