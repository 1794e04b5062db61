using System.Net;
using Fabric.Media.Routes;
using Fabric.Testing;

namespace Fabric.Media.Tests.Routes;

public sealed class RoutePlannerTests
{
    private static readonly IPAddress Remote4 = IPAddress.Parse("1.1.1.1");
    private static readonly IPAddress Remote6 = IPAddress.Parse("2606:4700:4700::1111");

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Without_blocks_there_is_no_planner() => RoutePlanners.Create(new RouteOptions(), _clock, new Random(1)).ShouldBeNull();

    [Theory]
    [InlineData(RouteStrategy.RotateOnBan, "nowhere")]
    [InlineData(RouteStrategy.RotateOnBan, "10.0.0.0/33")]
    [InlineData(RouteStrategy.RotateOnBan, "10.0.0.0/0")]
    [InlineData(RouteStrategy.RotateOnBan, "10.0.0.0/x")]
    [InlineData(RouteStrategy.RotateOnBan, "10.0.0.0/24", "2001:db8::/48")]
    [InlineData(RouteStrategy.RotateOnBan, "8000::/1", "::/1", "::/1")]
    [InlineData(RouteStrategy.NanoSwitch, "10.0.0.0/8")]
    [InlineData(RouteStrategy.NanoSwitch, "2001:db8::/65")]
    [InlineData(RouteStrategy.RotatingNanoSwitch, "2001:db8::/65")]
    public void Says_what_does_not_fit(RouteStrategy strategy, params string[] blocks) =>
        Should.Throw<ArgumentException>(() => Create(strategy, blocks));

    [Theory]
    [InlineData(RouteStrategy.RotateOnBan, "RotatingIpRoutePlanner", "192.0.2.0/24", "Inet4Address", "256")]
    [InlineData(RouteStrategy.LoadBalance, "BalancingIpRoutePlanner", "192.0.2.9", "Inet4Address", "1")]
    [InlineData(RouteStrategy.NanoSwitch, "NanoIpRoutePlanner", "2001:db8::/48", "Inet6Address", "1208925819614629174706176")]
    [InlineData(RouteStrategy.RotatingNanoSwitch, "RotatingNanoIpRoutePlanner", "2001:db8::/64", "Inet6Address", "18446744073709551616")]
    public void Tells_what_it_is(RouteStrategy strategy, string name, string block, string type, string size)
    {
        var status = Create(strategy, block).Status;

        (status.Class, status.IpBlockType, status.IpBlockSize).ShouldBe((name, type, size));
        status.FailingAddresses.ShouldBeEmpty();
    }

    [Fact]
    public void Rotation_keeps_an_address_until_it_fails()
    {
        var planner = Create(RouteStrategy.RotateOnBan, "192.0.2.0/30");
        planner.Status.CurrentAddress.ShouldBe("null");
        planner.Status.IpIndex.ShouldBe("0");

        Pick(planner).ShouldBe("192.0.2.0");
        Pick(planner).ShouldBe("192.0.2.0");
        planner.MarkFailing(IPAddress.Parse("192.0.2.0"));
        planner.MarkFailing(IPAddress.Parse("192.0.2.0"));
        Pick(planner).ShouldBe("192.0.2.1");

        var status = planner.Status;
        (status.RotateIndex, status.IpIndex, status.CurrentAddress).ShouldBe(("1", "2", "/192.0.2.1"));
        (status.BlockIndex, status.CurrentAddressIndex).ShouldBe((null, null));
    }

    [Fact]
    public void Rotation_leaves_neighbours_out_where_there_are_many()
    {
        var planner = Create(RouteStrategy.RotateOnBan, "192.0.2.0/24");

        var first = planner.Pick(Remote4)!;
        planner.MarkFailing(first);
        var second = planner.Pick(Remote4)!;

        (second.GetAddressBytes()[3] - first.GetAddressBytes()[3]).ShouldBeInRange(10, 19);
    }

    [Fact]
    public void Blocks_follow_each_other_and_begin_anew()
    {
        var planner = Create(RouteStrategy.RotateOnBan, "192.0.2.0/31", "198.51.100.7");

        var picked = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            picked.Add(Pick(planner));
            planner.MarkFailing(IPAddress.Parse(picked[^1]));
        }

        planner.FreeAll();
        picked.Add(Pick(planner));

        picked.ShouldBe(["192.0.2.0", "192.0.2.1", "198.51.100.7", "192.0.2.0"]);
    }

    [Fact]
    public void Excluded_and_failing_addresses_are_not_used_until_none_is_left()
    {
        var planner = RoutePlanners.Create(
            new RouteOptions { IpBlocks = ["192.0.2.0/30"], ExcludedIps = ["192.0.2.1", "192.0.2.2/31"], Strategy = RouteStrategy.LoadBalance },
            _clock,
            new Random(1)).ShouldNotBeNull();

        Enumerable.Range(0, 50).Select(_ => Pick(planner)).Distinct().ShouldBe(["192.0.2.0"]);
        planner.MarkFailing(IPAddress.Parse("192.0.2.0"));
        Should.Throw<NoFreeAddressException>(() => Pick(planner));
        planner.Free(IPAddress.Parse("192.0.2.0")).ShouldBeTrue();
        planner.Free(IPAddress.Parse("192.0.2.0")).ShouldBeFalse();
        Pick(planner).ShouldBe("192.0.2.0");
    }

    [Fact]
    public void Balancing_uses_them_all()
    {
        var planner = Create(RouteStrategy.LoadBalance, "192.0.2.0/29");

        Enumerable.Range(0, 500).Select(_ => Pick(planner)).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public void A_mark_lapses_after_seven_days()
    {
        var planner = Create(RouteStrategy.LoadBalance, "192.0.2.0/32");
        planner.MarkFailing(IPAddress.Parse("192.0.2.0"));

        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Should.Throw<NoFreeAddressException>(() => Pick(planner));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        planner.Status.FailingAddresses.ShouldBeEmpty();
        Pick(planner).ShouldBe("192.0.2.0");
    }

    [Fact]
    public void Failing_addresses_are_told_as_Java_tells_them()
    {
        var planner = Create(RouteStrategy.LoadBalance, "2001:db8::/48");
        _clock.Advance(TimeSpan.FromHours(34));

        planner.MarkFailing(IPAddress.Parse("2001:db8::a0"));

        planner.Status.FailingAddresses.ShouldBe([new("/2001:db8:0:0:0:0:0:a0", 1_767_348_000_000, "Fri Jan 02 10:00:00 UTC 2026")]);
    }

    [Fact]
    public void Nano_counts_nanoseconds_in_a_subnet_by_chance()
    {
        var planner = Create(RouteStrategy.NanoSwitch, "2001:db8::/48");
        _clock.Advance(TimeSpan.FromTicks(2));

        var picked = Enumerable.Range(0, 20).Select(_ => Pick(planner)).ToArray();

        picked.ShouldAllBe(address => address.StartsWith("2001:db8:0:", StringComparison.Ordinal) && address.EndsWith("::c8", StringComparison.Ordinal));
        picked.Distinct().Count().ShouldBeGreaterThan(10);
        planner.Status.CurrentAddressIndex.ShouldBe("200");
        planner.Status.BlockIndex.ShouldBeNull();
    }

    [Fact]
    public void Rotating_nano_goes_on_to_the_next_subnet_when_one_fails()
    {
        var planner = Create(RouteStrategy.RotatingNanoSwitch, "2001:db8::/63");
        _clock.Advance(TimeSpan.FromTicks(1));
        Pick(planner).ShouldBe("2001:db8::64");

        planner.MarkFailing(IPAddress.Parse("2001:db8::64"));
        Pick(planner).ShouldBe("2001:db8:0:1::");
        (planner.Status.BlockIndex, planner.Status.CurrentAddressIndex).ShouldBe(("1", "0"));

        planner.MarkFailing(IPAddress.Parse("2001:db8:0:1::"));
        Pick(planner).ShouldBe("2001:db8::");
    }

    [Fact]
    public void What_is_of_the_other_family_goes_out_unplanned()
    {
        Create(RouteStrategy.LoadBalance, "2001:db8::/64").Pick(Remote4).ShouldBeNull();
        Create(RouteStrategy.LoadBalance, "192.0.2.0/24").Pick(Remote6).ShouldBeNull();
    }

    private IRoutePlanner Create(RouteStrategy strategy, params string[] blocks) =>
        RoutePlanners.Create(new RouteOptions { IpBlocks = blocks, Strategy = strategy }, _clock, new Random(1)).ShouldNotBeNull();

    private static string Pick(IRoutePlanner planner) => planner.Pick(null)!.ToString();
}
