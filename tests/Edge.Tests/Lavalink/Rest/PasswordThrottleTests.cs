using System.Net;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink.Rest;

public sealed class PasswordThrottleTests
{
    private static readonly IPAddress Somebody = IPAddress.Parse("192.0.2.1");

    private readonly ManualTimeProvider _time = new();
    private readonly PasswordThrottle _throttle;

    public PasswordThrottleTests() => _throttle = new PasswordThrottle(_time);

    [Fact]
    public void The_wait_doubles_after_five_failures_up_to_two_seconds()
    {
        var waits = Enumerable.Range(0, 12).Select(_ => _throttle.Fail(Somebody).TotalMilliseconds).ToArray();

        waits.ShouldBe([0, 0, 0, 0, 0, 125, 250, 500, 1000, 2000, 2000, 2000]);
    }

    [Fact]
    public void The_right_password_and_ten_minutes_wipe_the_slate()
    {
        FailOften(Somebody);
        _throttle.Succeed(Somebody);
        _throttle.Fail(Somebody).ShouldBe(TimeSpan.Zero);

        FailOften(Somebody);
        _time.Advance(PasswordThrottle.Memory);
        _throttle.Fail(Somebody).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Others_do_not_wait_but_addresses_of_one_network_are_one()
    {
        FailOften(IPAddress.Parse("2001:db8::1"));

        _throttle.Fail(Somebody).ShouldBe(TimeSpan.Zero);
        _throttle.Fail(IPAddress.Parse("2001:db8:0:1::1")).ShouldBe(TimeSpan.Zero);
        _throttle.Fail(IPAddress.Parse("2001:db8::2")).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void An_address_is_the_same_in_both_forms_of_version_4()
    {
        FailOften(Somebody);

        _throttle.Fail(Somebody.MapToIPv6()).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Who_failed_longest_ago_is_forgotten_when_there_are_too_many()
    {
        FailOften(Somebody);
        for (var i = 1; i < PasswordThrottle.MostAddresses; i++)
        {
            _throttle.Fail(new IPAddress(i));
        }

        _throttle.Fail(Somebody).ShouldBeGreaterThan(TimeSpan.Zero);
        for (var i = 1; i <= PasswordThrottle.MostAddresses; i++)
        {
            _throttle.Fail(new IPAddress(0x10000 + i));
        }

        _throttle.Fail(Somebody).ShouldBe(TimeSpan.Zero);
    }

    private void FailOften(IPAddress address)
    {
        for (var i = 0; i < 7; i++)
        {
            _throttle.Fail(address);
        }
    }
}
