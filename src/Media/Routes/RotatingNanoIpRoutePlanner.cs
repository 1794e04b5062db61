using System.Net;

namespace Fabric.Media.Routes;

/// <summary>Another address every nanosecond within a /64, and the next /64 when one fails.</summary>
internal sealed class RotatingNanoIpRoutePlanner : RoutePlanner
{
    private NanoClock _clock;
    private UInt128 _subnet;

    /// <summary>Begins to count.</summary>
    /// <exception cref="ArgumentException">There are fewer addresses than in a /64.</exception>
    public RotatingNanoIpRoutePlanner(IpPool pool, TimeProvider time)
        : base(pool, time)
    {
        NanoClock.RequireSubnet(pool);
        _clock = new NanoClock(time);
    }

    protected override IPAddress Choose() => Pool.At(FindUsable((_subnet * NanoClock.SubnetSize) + _clock.Elapsed));

    protected override void OnFailing(bool isNew)
    {
        _subnet = (_subnet + 1) % (Pool.Size / NanoClock.SubnetSize);
        _clock = new NanoClock(Time);
    }

    protected override RoutePlannerStatus Describe(RoutePlannerStatus status) =>
        status with { BlockIndex = Text(_subnet), CurrentAddressIndex = Text(_clock.Elapsed) };
}
