namespace Fabric.Protocol.Lavalink;

/// <summary>Why a track ended (lavalink.md §1.4, §3.3).</summary>
public enum TrackEndReason
{
    /// <summary>It was played to its end, or to the mark.</summary>
    Finished,

    /// <summary>It failed before it gave any sound.</summary>
    LoadFailed,

    /// <summary>The client stopped it.</summary>
    Stopped,

    /// <summary>Another took its place.</summary>
    Replaced,

    /// <summary>Nobody took its sound.</summary>
    Cleanup,
}
