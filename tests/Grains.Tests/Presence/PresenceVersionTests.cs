using Fabric.Grains.Presence;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_version_is_the_time_in_microseconds() => PresenceVersion.After(0, Now).ShouldBe(1_767_225_600_000_000);

    [Fact]
    public void Versions_grow_within_one_microsecond()
    {
        var first = PresenceVersion.After(0, Now);

        PresenceVersion.After(first, Now).ShouldBe(first + 1);
    }

    [Fact]
    public void Versions_grow_while_the_clock_goes_back()
    {
        var first = PresenceVersion.After(0, Now);

        PresenceVersion.After(first, Now.AddHours(-1)).ShouldBe(first + 1);
    }

    [Fact]
    public void A_version_that_was_lost_in_a_crash_is_passed()
    {
        var stored = PresenceVersion.After(0, Now);
        var lost = PresenceVersion.After(PresenceVersion.After(stored, Now), Now);

        PresenceVersion.After(stored, Now.AddMilliseconds(1)).ShouldBeGreaterThan(lost);
    }
}
