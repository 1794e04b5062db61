namespace Fabric.Media.Routes;

/// <summary>Numbers the addresses of a /64 by the nanoseconds since it was made.</summary>
internal sealed class NanoClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>How many addresses a /64 has.</summary>
    public static UInt128 SubnetSize { get; } = UInt128.One << 64;

    public ulong Elapsed => (ulong)((Int128)(time.GetTimestamp() - _start) * 1_000_000_000 / time.TimestampFrequency);

    /// <summary>Looks whether there is a /64.</summary>
    /// <exception cref="ArgumentException">There are fewer addresses than in a /64.</exception>
    public static void RequireSubnet(IpPool pool)
    {
        if (pool.Size < SubnetSize)
        {
            throw new ArgumentException("The strategies NanoSwitch and RotatingNanoSwitch need a block of IPv6 of at least a /64.", nameof(pool));
        }
    }
}
