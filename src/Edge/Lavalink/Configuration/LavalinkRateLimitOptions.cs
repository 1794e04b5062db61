namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>From which of the machine's addresses sources are asked (lavalink.md §9.1).</summary>
public sealed class LavalinkRateLimitOptions
{
    /// <summary>Blocks of addresses such as <c>10.0.0.0/8</c>; none for no route planner.</summary>
    public IList<string> IpBlocks { get; } = [];

    /// <summary>Addresses of these blocks that are not used.</summary>
    public IList<string> ExcludedIps { get; } = [];

    /// <summary>How they are used in turn.</summary>
    public RateLimitStrategy Strategy { get; set; }

    /// <summary>Whether a refused search marks the address as failing.</summary>
    public bool SearchTriggersFail { get; set; } = true;

    /// <summary>How often is tried again; -1 for the library's own limit, 0 for no limit.</summary>
    public int RetryLimit { get; set; } = -1;
}
