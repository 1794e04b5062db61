using Fabric.Media.Routes;
using Fabric.Protocol.Lavalink;
using FailingAddress = Fabric.Protocol.Lavalink.FailingAddress;

namespace Fabric.Grains.Tracks;

/// <summary>A route planner's standing, as clients are told it.</summary>
internal static class RoutePlannerStatusExtensions
{
    /// <summary>The wire's form (lavalink.md §2.3).</summary>
    public static RoutePlanner ToWire(this RoutePlannerStatus status)
    {
        var block = new IpBlock(status.IpBlockType == "Inet6Address", status.IpBlockSize);
        FailingAddress[] failing = [.. status.FailingAddresses.Select(static one => new FailingAddress(one.Address, one.Timestamp, one.Time))];
        return status.Class switch
        {
            "RotatingIpRoutePlanner" => new RoutePlanner.RotatingIp(block, failing, status.RotateIndex!, status.IpIndex!, status.CurrentAddress!),
            "NanoIpRoutePlanner" => new RoutePlanner.NanoIp(block, failing, status.CurrentAddressIndex!),
            "RotatingNanoIpRoutePlanner" => new RoutePlanner.RotatingNanoIp(block, failing, status.BlockIndex!, status.CurrentAddressIndex!),
            _ => new RoutePlanner.BalancingIp(block, failing),
        };
    }
}
