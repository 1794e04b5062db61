using Fabric.Abstractions.Cluster;

namespace Fabric.Grains.Cluster;

/// <summary>How long a session is held without a socket: a gateway that is gone says nothing about its clients.</summary>
internal static class SessionHoldRule
{
    /// <summary>The client closed its socket, as a living gateway reports: Lavalink's rules, so one that does not resume ends at once.</summary>
    public static TimeSpan AfterClose(bool isResuming, TimeSpan resumeTimeout) => isResuming ? resumeTimeout : TimeSpan.Zero;

    /// <summary>The gateway is lost or draining: the session plays on, whatever it says about resuming.</summary>
    public static TimeSpan AfterGatewayLoss(bool isResuming, TimeSpan resumeTimeout, FailoverOptions options) =>
        isResuming && resumeTimeout > options.SessionHold ? resumeTimeout : options.SessionHold;

    /// <summary>A close reported by a gateway counts as the client's only if that gateway is there to see it.</summary>
    public static TimeSpan After(GatewayStanding reporter, bool isResuming, TimeSpan resumeTimeout, FailoverOptions options) =>
        reporter == GatewayStanding.Alive ? AfterClose(isResuming, resumeTimeout) : AfterGatewayLoss(isResuming, resumeTimeout, options);
}
