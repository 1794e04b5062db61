namespace Fabric.Media.Routes;

/// <summary>Makes route planners.</summary>
public static class RoutePlanners
{
    /// <summary>Makes the planner for the options; null when they name no blocks.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Chance. Used under a lock.</param>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public static IRoutePlanner? Create(RouteOptions options, TimeProvider time, Random random)
    {
        if (options.IpBlocks.Count == 0)
        {
            return null;
        }

        var pool = new IpPool(options.IpBlocks, options.ExcludedIps);
        return options.Strategy switch
        {
            RouteStrategy.RotateOnBan => new RotatingIpRoutePlanner(pool, time, random),
            RouteStrategy.LoadBalance => new BalancingIpRoutePlanner(pool, time, random),
            RouteStrategy.NanoSwitch => new NanoIpRoutePlanner(pool, time, random),
            RouteStrategy.RotatingNanoSwitch => new RotatingNanoIpRoutePlanner(pool, time),
            _ => throw new ArgumentException($"There is no strategy {options.Strategy}.", nameof(options)),
        };
    }
}
