namespace Fabric.Media.Routes;

/// <summary>Where a planner stands, as <c>/v4/routeplanner/status</c> tells it (lavalink.md §2.3). Which of the last five there are depends on the class.</summary>
public sealed record RoutePlannerStatus
{
    /// <summary>Lavalink's name for the strategy.</summary>
    public required string Class { get; init; }

    /// <summary><c>Inet4Address</c> or <c>Inet6Address</c>.</summary>
    public required string IpBlockType { get; init; }

    /// <summary>How many addresses there are.</summary>
    public required string IpBlockSize { get; init; }

    /// <summary>The addresses that are not used for now.</summary>
    public required IReadOnlyList<FailingAddress> FailingAddresses { get; init; }

    /// <summary>How often it went on to another address.</summary>
    public string? RotateIndex { get; init; }

    /// <summary>The number of the address in use, from 1; 0 before the first use.</summary>
    public string? IpIndex { get; init; }

    /// <summary>The address in use, in Java's form; <c>null</c>, as a text, before the first use.</summary>
    public string? CurrentAddress { get; init; }

    /// <summary>The number of the /64 in use, from 0.</summary>
    public string? BlockIndex { get; init; }

    /// <summary>The number of the address in the /64 that is in use at this moment.</summary>
    public string? CurrentAddressIndex { get; init; }
}
