using Fabric.Grains.Presence;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceIndexStateTests
{
    private readonly PresenceIndexState _state = new();

    [Fact]
    public void A_user_is_kept_with_each_guild_once()
    {
        _state.Join(7, 1).ShouldBeTrue();
        _state.Join(7, 2).ShouldBeTrue();
        _state.Join(7, 1).ShouldBeFalse();

        _state.Users[7].ShouldBe([1ul, 2ul]);
    }

    [Fact]
    public void A_user_goes_with_the_last_guild()
    {
        _state.Join(7, 1);
        _state.Join(7, 2);

        _state.Leave(7, 1).ShouldBeTrue();
        _state.Users[7].ShouldBe([2ul]);
        _state.Leave(7, 2).ShouldBeTrue();

        _state.Users.ShouldBeEmpty();
    }

    [Fact]
    public void Leaving_where_one_never_was_changes_nothing()
    {
        _state.Join(7, 1);

        _state.Leave(7, 2).ShouldBeFalse();
        _state.Leave(8, 1).ShouldBeFalse();

        _state.Users[7].ShouldBe([1ul]);
    }
}
