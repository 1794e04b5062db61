namespace Fabric.Media.Routes;

/// <summary>How outgoing addresses take turns (lavalink.md §9.1, <c>ratelimit.strategy</c>).</summary>
public enum RouteStrategy
{
    /// <summary>One address until it fails, then another.</summary>
    RotateOnBan,

    /// <summary>One by chance for every connection.</summary>
    LoadBalance,

    /// <summary>Another one every nanosecond, over all of at least a /64 of IPv6.</summary>
    NanoSwitch,

    /// <summary>Another one every nanosecond within a /64 of IPv6, and the next /64 when one fails.</summary>
    RotatingNanoSwitch,
}
