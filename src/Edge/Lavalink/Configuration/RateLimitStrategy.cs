namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>How the addresses of the blocks are used in turn (lavalink.md §9.1).</summary>
public enum RateLimitStrategy
{
    /// <summary>The next one when a source refuses one.</summary>
    RotateOnBan,

    /// <summary>A random one for each request.</summary>
    LoadBalance,

    /// <summary>Another one with the time, within one block.</summary>
    NanoSwitch,

    /// <summary>Another one with the time, and another block when a source refuses one.</summary>
    RotatingNanoSwitch,
}
