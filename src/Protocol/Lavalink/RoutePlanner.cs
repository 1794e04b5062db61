namespace Fabric.Protocol.Lavalink;

/// <summary>How addresses to send from are chosen (lavalink.md §2.3). The kinds differ in what they tell beside the block.</summary>
/// <param name="Block">The addresses.</param>
/// <param name="FailingAddresses">Those that are not used for a while.</param>
public abstract record RoutePlanner(IpBlock Block, IReadOnlyList<FailingAddress> FailingAddresses)
{
    /// <summary>Takes the next address when one fails.</summary>
    public sealed record RotatingIp(
        IpBlock Block, IReadOnlyList<FailingAddress> FailingAddresses, string RotateIndex, string IpIndex, string CurrentAddress)
        : RoutePlanner(Block, FailingAddresses);

    /// <summary>Takes another address every nanosecond.</summary>
    public sealed record NanoIp(IpBlock Block, IReadOnlyList<FailingAddress> FailingAddresses, string CurrentAddressIndex)
        : RoutePlanner(Block, FailingAddresses);

    /// <summary>Takes another address every nanosecond, and the next block of them when one fails.</summary>
    public sealed record RotatingNanoIp(
        IpBlock Block, IReadOnlyList<FailingAddress> FailingAddresses, string BlockIndex, string CurrentAddressIndex)
        : RoutePlanner(Block, FailingAddresses);

    /// <summary>Takes any.</summary>
    public sealed record BalancingIp(IpBlock Block, IReadOnlyList<FailingAddress> FailingAddresses) : RoutePlanner(Block, FailingAddresses);
}
