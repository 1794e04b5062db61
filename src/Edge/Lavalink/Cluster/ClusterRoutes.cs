using System.Net;
using Fabric.Abstractions.Tracks;
using Fabric.Edge.Presence;
using Orleans;

namespace Fabric.Edge.Lavalink.Cluster;

/// <summary>
/// The route planner of a silo that loads tracks: each has its own, for its own addresses, and any of them answers. In a fabric of one process it is the one.
/// </summary>
internal sealed class ClusterRoutes(IClusterClient cluster) : IRoutePlannerControl
{
    /// <inheritdoc />
    public Task<RoutesAnswer?> DescribeAsync() => ClusterCalls.RepeatOnceAsync(() => Loader().GetRoutesAsync());

    /// <inheritdoc />
    public Task<bool> FreeAddressAsync(IPAddress address) => ClusterCalls.RepeatOnceAsync(() => Loader().FreeAddressAsync(address.ToString()));

    /// <inheritdoc />
    public Task<bool> FreeAllAsync() => ClusterCalls.RepeatOnceAsync(() => Loader().FreeAllAddressesAsync());

    private ITrackLoaderGrain Loader() => ClusterCalls.Find(() => cluster.GetGrain<ITrackLoaderGrain>(TrackLoaderKey.Only));
}
