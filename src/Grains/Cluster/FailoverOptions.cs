namespace Fabric.Grains.Cluster;

/// <summary>When a silo may act, and when others may act for it (docs/failover.md).</summary>
public sealed class FailoverOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Failover";

    /// <summary>How long a silo may act after the start of the last request that showed it to be in touch.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after a lost silo's last sign of life others may act for it. Longer than the lease, by what clocks may differ.</summary>
    public TimeSpan TakeoverDelay { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often a silo renews its record and probes the others.</summary>
    public TimeSpan RenewalPeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the answers of other silos keep a silo going while it cannot reach the store.</summary>
    public TimeSpan StoreAbsenceLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many entities of lost silos a silo brings back at once.</summary>
    public int ReactivationsAtOnce { get; set; } = 50;

    /// <summary>How long to wait before an entity that could not be brought back is tried again; doubled each time.</summary>
    public TimeSpan ReactivationBackoff { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such wait.</summary>
    public TimeSpan LongestReactivationBackoff { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many failovers within <see cref="TrackFailoverWindow" /> end a track: it may be what kills the silos.</summary>
    public int TrackFailoverLimit { get; set; } = 3;

    /// <summary>The time in which the failovers of a track are counted.</summary>
    public TimeSpan TrackFailoverWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a gateway counts as alive after it was last heard of; it renews each second.</summary>
    public TimeSpan GatewayLifetime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long at least the sessions of a gateway that is lost or draining are held.</summary>
    public TimeSpan SessionHold { get; set; } = TimeSpan.FromSeconds(60);
}
