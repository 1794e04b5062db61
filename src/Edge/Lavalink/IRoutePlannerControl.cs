using System.Net;
using Fabric.Abstractions.Tracks;

namespace Fabric.Edge.Lavalink;

/// <summary>What clients may see and do of how sources are asked from several addresses (lavalink.md §2.2). Whether they are is the silos' affair.</summary>
public interface IRoutePlannerControl
{
    /// <summary>How it stands; null where there is no planner.</summary>
    Task<RoutesAnswer?> DescribeAsync();

    /// <summary>An address counts as working again, also if it did not fail. False where there is no planner.</summary>
    Task<bool> FreeAddressAsync(IPAddress address);

    /// <summary>All addresses count as working again. False where there is no planner.</summary>
    Task<bool> FreeAllAsync();
}
