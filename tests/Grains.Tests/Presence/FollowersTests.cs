using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Presence;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Presence;

public sealed class FollowersTests
{
    private static readonly GatewayId A = new("a");
    private static readonly GatewayId B = new("b");

    private readonly ManualTimeProvider _clock = new();
    private readonly Followers _followers;

    public FollowersTests() => _followers = new Followers(_clock);

    [Fact]
    public void There_are_none_at_first() => _followers.Current().ShouldBeEmpty();

    [Fact]
    public void A_gateway_that_renews_counts_once()
    {
        _followers.Add(A);
        _followers.Add(B);
        _followers.Add(A);

        _followers.Current().ShouldBe([A, B], ignoreOrder: true);
    }

    [Fact]
    public void A_gateway_that_does_not_renew_is_forgotten()
    {
        _followers.Add(A);
        _followers.Add(B);
        _clock.Advance(EdgeRenewal.Expiry);
        _followers.Add(B);
        _followers.Current().ShouldBe([A, B], ignoreOrder: true);

        _clock.Advance(TimeSpan.FromTicks(1));

        _followers.Current().ShouldBe([B]);
    }

    [Fact]
    public void A_gateway_that_ends_its_interest_is_gone_at_once()
    {
        _followers.Remove(A);
        _followers.Add(A);

        _followers.Remove(A);

        _followers.Current().ShouldBeEmpty();
    }
}
