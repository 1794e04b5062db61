namespace Fabric.Media.Routes;

/// <summary>Outgoing addresses that take turns, so that a service that blocks one does not block all (lavalink.md §9.1, <c>ratelimit</c>).</summary>
public sealed record RouteOptions
{
    /// <summary>How often a request is tried again if nothing is set: what lavaplayer does.</summary>
    public const int LibraryRetryLimit = 4;

    /// <summary>How often a request is tried again where no limit is wanted: somebody waits for the answer.</summary>
    public const int GreatestRetryLimit = 100;

    /// <summary>Blocks of addresses of this machine, as <c>192.0.2.0/24</c> or <c>2001:db8::/48</c>, all of one family. None: no planner.</summary>
    public IReadOnlyList<string> IpBlocks { get; init; } = [];

    /// <summary>Addresses, or blocks of them, that are not to be used.</summary>
    public IReadOnlyList<string> ExcludedIps { get; init; } = [];

    /// <summary>How they take turns.</summary>
    public RouteStrategy Strategy { get; init; } = RouteStrategy.RotateOnBan;

    /// <summary>Whether an address counts as failing when a search was refused.</summary>
    public bool SearchTriggersFail { get; init; } = true;

    /// <summary>How often a request is tried again: −1 is <see cref="LibraryRetryLimit"/>, 0 as often as is sensible.</summary>
    public int RetryLimit { get; init; } = -1;

    /// <summary>How often a request is tried again, in the end.</summary>
    internal int Retries => RetryLimit switch
    {
        < 0 => LibraryRetryLimit,
        0 => GreatestRetryLimit,
        _ => Math.Min(RetryLimit, GreatestRetryLimit),
    };
}
