using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class FailoverOptionsTests
{
    [Fact]
    public void The_defaults_are_accepted() => Check(new FailoverOptions()).ShouldBeEmpty();

    [Fact]
    public void A_takeover_before_the_lease_is_over_is_refused() =>
        Check(new FailoverOptions { TakeoverDelay = TimeSpan.FromSeconds(2) })
            .ShouldBe(["Failover:TakeoverDelay is 00:00:02; it must be at least 00:00:02.2000000."]);

    [Fact]
    public void A_lease_that_one_lost_renewal_ends_is_refused() =>
        Check(new FailoverOptions { RenewalPeriod = TimeSpan.FromSeconds(1.5) })
            .ShouldBe(["Failover:LeaseDuration is 00:00:02; it must be at least 00:00:03."]);

    [Fact]
    public void Sessions_are_held_for_a_minute_at_least() =>
        Check(new FailoverOptions { SessionHold = TimeSpan.FromSeconds(59) })
            .ShouldBe(["Failover:SessionHold is 00:00:59; it must be at least 00:01:00."]);

    [Fact]
    public void Every_value_that_cannot_work_is_named() =>
        Check(new FailoverOptions { ReactivationsAtOnce = 0, TrackFailoverLimit = 0, StoreAbsenceLimit = TimeSpan.Zero, GatewayLifetime = TimeSpan.Zero })
            .Count().ShouldBe(4);

    private static IEnumerable<string> Check(FailoverOptions options) => new FailoverOptionsValidator().Validate(null, options).Failures ?? [];
}
