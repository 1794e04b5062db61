using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Socket;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard.Socket;

public sealed class LanyardSocketMachineTests
{
    private readonly LanyardSocketMachine _machine = new();

    [Fact]
    public void A_new_socket_follows_nobody()
    {
        Told(Presences.User).ShouldBe(0);
        _machine.Users.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_subscribed_to_in_both_ways_is_told_of_once()
    {
        SubscribeToId(Presences.User);
        SubscribeToAll();

        Told(Presences.User).ShouldBe(1);
        Told(Presences.Other).ShouldBe(1);
    }

    [Fact]
    public void Updates_name_their_user_only_where_several_users_were_asked_for()
    {
        SubscribeToId(Presences.User);
        SubscribeToId(Presences.Other);
        _machine.NamesUsers.ShouldBeFalse();

        Receive("{\"op\":2,\"d\":{\"subscribe_to_ids\":[]}}");
        _machine.NamesUsers.ShouldBeTrue();

        UnsubscribeFromAll();
        SubscribeToId(Presences.User);
        _machine.NamesUsers.ShouldBeFalse();

        SubscribeToAll();
        _machine.NamesUsers.ShouldBeTrue();
    }

    [Fact]
    public void Everybody_but_one_stays_so_until_that_one_joins_again()
    {
        SubscribeToAll();
        Unsubscribe(Presences.User);

        Told(Presences.User).ShouldBe(0);
        Told(Presences.Other).ShouldBe(1);
        Told(Presences.User, joined: true).ShouldBe(1);
        Told(Presences.User).ShouldBe(1);
    }

    [Fact]
    public void One_left_out_of_everybody_can_be_asked_for_again_by_id()
    {
        SubscribeToAll();
        Unsubscribe(Presences.User);
        SubscribeToId(Presences.User);

        Told(Presences.User).ShouldBe(1);
        Told(Presences.User, joined: true).ShouldBe(1);
        Told(Presences.User).ShouldBe(1);
    }

    [Fact]
    public void Asking_for_everybody_again_includes_whoever_was_left_out()
    {
        SubscribeToAll();
        Unsubscribe(Presences.User);
        SubscribeToAll();

        Told(Presences.User).ShouldBe(1);
    }

    [Fact]
    public void Unsubscribing_from_all_names_those_who_were_followed_by_id()
    {
        SubscribeToId(Presences.User);
        SubscribeToAll();

        var effect = UnsubscribeFromAll().ShouldBeOfType<LanyardEffect.UnfollowAll>();

        effect.Users.ShouldBe([Presences.User]);
        Told(Presences.User).ShouldBe(0);
        Told(Presences.Other, joined: true).ShouldBe(0);
    }

    [Fact]
    public void Ids_that_come_twice_are_followed_once()
    {
        var effect = Receive($"{{\"op\":2,\"d\":{{\"subscribe_to_ids\":[\"{Presences.User}\",\"{Presences.User}\"]}}}}");

        effect.ShouldBeOfType<LanyardEffect.Follow>().Users.ShouldBe([Presences.User]);
    }

    [Fact]
    public void A_breach_changes_nothing_and_closes()
    {
        SubscribeToId(Presences.User);

        Receive("{\"op\":2}").ShouldBe(new LanyardEffect.Close(LanyardClose.RequiresDataObject));

        Told(Presences.User).ShouldBe(1);
    }

    /// <summary>How often a change is sent, told in the order in which the hub tells: followers of the user, then those of everybody.</summary>
    private int Told(UserId user, bool joined = false)
    {
        var told = _machine.Users.Contains(user) && _machine.Wants(user, PresenceReach.Follows) ? 1 : 0;
        return told + (_machine.Wants(user, joined ? PresenceReach.Joined : PresenceReach.FollowsEverybody) ? 1 : 0);
    }

    private LanyardEffect Receive(string message) => _machine.Receive(Encoding.UTF8.GetBytes(message));

    private void SubscribeToId(UserId user) => Receive($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{user}\"}}}}");

    private void SubscribeToAll() => Receive("{\"op\":2,\"d\":{\"subscribe_to_all\":true}}");

    private void Unsubscribe(UserId user) => Receive($"{{\"op\":4,\"d\":{{\"unsubscribe_from_id\":\"{user}\"}}}}");

    private LanyardEffect UnsubscribeFromAll() => Receive("{\"op\":4,\"d\":{\"unsubscribe_from_all\":true}}");
}
