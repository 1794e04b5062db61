using System.Net;

namespace Fabric.Media.Routes;

/// <summary>Another address every nanosecond, in a /64 by chance.</summary>
internal sealed class NanoIpRoutePlanner : RoutePlanner
{
    private readonly NanoClock _clock;
    private readonly Random _random;

    /// <summary>Begins to count.</summary>
    /// <exception cref="ArgumentException">There are fewer addresses than in a /64.</exception>
    public NanoIpRoutePlanner(IpPool pool, TimeProvider time, Random random)
        : base(pool, time)
    {
        NanoClock.RequireSubnet(pool);
        _clock = new NanoClock(time);
        _random = random;
    }

    protected override IPAddress Choose()
    {
        var subnet = _random.NextUInt128() % (Pool.Size / NanoClock.SubnetSize);
        return Pool.At(FindUsable((subnet * NanoClock.SubnetSize) + _clock.Elapsed));
    }

    protected override RoutePlannerStatus Describe(RoutePlannerStatus status) => status with { CurrentAddressIndex = Text(_clock.Elapsed) };
}
