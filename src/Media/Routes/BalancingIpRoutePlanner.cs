using System.Net;

namespace Fabric.Media.Routes;

/// <summary>An address by chance for every connection.</summary>
internal sealed class BalancingIpRoutePlanner(IpPool pool, TimeProvider time, Random random) : RoutePlanner(pool, time)
{
    protected override IPAddress Choose() => Pool.At(FindUsable(random.NextUInt128() % Pool.Size));

    protected override RoutePlannerStatus Describe(RoutePlannerStatus status) => status;
}
