using System.Collections.Concurrent;
using System.Text.Json;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Tests.Support;
using static Fabric.Grains.Tests.Support.Users;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceGrainTests(SharedSilo shared)
{
    private readonly StateStore _store = shared.Store;
    private readonly UserId _user = Users.Next();

    private IPresenceGrain Grain => shared.Silo.Presence(_user);

    [Fact]
    public async Task Nobody_has_a_presence_before_a_guild_listed_them()
    {
        var gateway = await shared.Silo.GatewayAsync();
        await Grain.ObserveAsync(Shows(_user, "idle"));
        await Grain.ObserveAsync(Left());

        (await Grain.GetAsync()).ShouldBeNull();
        (await Grain.FollowAsync(gateway.Id)).ShouldBeNull();
        _store[RecordOf(_user)].ShouldBeNull();
    }

    [Fact]
    public async Task A_listed_user_has_a_presence_and_is_in_the_index()
    {
        await Grain.ObserveAsync(Listed(_user));

        var snapshot = (await Grain.GetAsync()).ShouldNotBeNull();
        using var json = JsonDocument.Parse(snapshot.Json);
        json.RootElement.EnumerateObject().Count().ShouldBe(11);
        json.RootElement.GetProperty("discord_user").GetProperty("id").GetString().ShouldBe(_user.ToString());
        snapshot.User.ShouldBe(_user);
        (await IndexedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_join_is_told_once_to_followers_of_the_user_and_of_everybody()
    {
        var (follower, ofEverybody, ofBoth) = (await shared.Silo.GatewayAsync(), await shared.Silo.GatewayAsync(), await shared.Silo.GatewayAsync());
        await Grain.FollowAsync(follower.Id);
        await Grain.FollowAsync(ofBoth.Id);
        await shared.Silo.IndexOf(_user).FollowAllAsync(ofEverybody.Id);
        await shared.Silo.IndexOf(_user).FollowAllAsync(ofBoth.Id);

        await Grain.ObserveAsync(Listed(_user));
        await Grain.ObserveAsync(Shows(_user, "dnd"));

        foreach (var gateway in new[] { follower, ofEverybody, ofBoth })
        {
            await HeardAsync(gateway, "online", "dnd");
        }
    }

    [Fact]
    public async Task A_gateway_of_the_same_process_is_told_before_the_change_is_confirmed_and_not_by_its_stream()
    {
        var gateway = await shared.Silo.GatewayAsync();
        var told = new ConcurrentQueue<EdgeEvent>();
        await Grain.ObserveAsync(Listed(_user));
        await Grain.FollowAsync(gateway.Id);
        shared.Silo.Gateways.Add(gateway.Id, told.Enqueue);

        await Grain.ObserveAsync(Shows(_user, "idle"));
        told.ShouldHaveSingleItem().ShouldBeOfType<PresenceChanged>();
        shared.Silo.Gateways.Remove(gateway.Id);
        await Grain.ObserveAsync(Shows(_user, "dnd"));

        await HeardAsync(gateway, "dnd");
        told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_is_told_once_to_each_gateway_with_rising_versions()
    {
        await Grain.ObserveAsync(Listed(_user));
        var (first, second) = (await shared.Silo.GatewayAsync(), await shared.Silo.GatewayAsync());
        var known = (await Grain.FollowAsync(first.Id)).ShouldNotBeNull();
        await Grain.FollowAsync(second.Id);
        await Grain.FollowAsync(second.Id);

        await Grain.ObserveAsync(Shows(_user, "idle"));
        await Grain.ObserveAsync(Listed(_user, "idle", name: "renamed"));
        await Grain.ObserveAsync(Shows(_user, "dnd"));

        await HeardAsync(first, "idle", "idle", "dnd");
        await HeardAsync(second, "idle", "idle", "dnd");
        first.VersionsOf(_user).Prepend(known.Version).ShouldBeInOrder(SortDirection.Ascending);
        first.VersionsOf(_user).ShouldBeUnique();
        var now = (await Grain.GetAsync()).ShouldNotBeNull();
        first.Changes[^1].Snapshot.Version.ShouldBe(now.Version);
        Json.Text(first.Changes[^1].Snapshot.Json).ShouldBe(Json.Text(now.Json));
    }

    [Fact]
    public async Task What_changes_nothing_is_told_to_nobody()
    {
        await Grain.ObserveAsync(Listed(_user));
        var gateway = await shared.Silo.GatewayAsync();
        var before = (await Grain.FollowAsync(gateway.Id))!.Version;

        await Grain.ObserveAsync(Listed(_user));
        await Grain.ObserveAsync(Shows(_user, "online"));
        await Grain.ObserveAsync(Listed(_user, guild: 2));
        await Grain.ObserveAsync(Left(2));
        (await Grain.GetAsync())!.Version.ShouldBe(before);
        await Grain.ObserveAsync(Shows(_user, "dnd"));

        await HeardAsync(gateway, "dnd");
    }

    [Fact]
    public async Task The_last_leave_ends_the_presence()
    {
        await Grain.ObserveAsync(Listed(_user, guild: 1));
        await Grain.ObserveAsync(Listed(_user, guild: 2));
        var gateway = await shared.Silo.GatewayAsync();
        var known = (await Grain.FollowAsync(gateway.Id))!.Version;

        await Grain.ObserveAsync(Left(1));
        (await IndexedAsync()).ShouldBeTrue();
        await Grain.ObserveAsync(Left(2));

        await HeardAsync(gateway, [null]);
        gateway.Heard.ShouldHaveSingleItem().ShouldBeOfType<PresenceEnded>().User.ShouldBe(_user);
        gateway.VersionsOf(_user).Single().ShouldBeGreaterThan(known);
        (await Grain.GetAsync()).ShouldBeNull();
        (await IndexedAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_follows_on_hears_of_the_return()
    {
        await Grain.ObserveAsync(Listed(_user));
        var gateway = await shared.Silo.GatewayAsync();
        await Grain.FollowAsync(gateway.Id);

        await Grain.ObserveAsync(Left());
        await Grain.ObserveAsync(Listed(_user, status: null));

        await HeardAsync(gateway, null, "offline");
        (await IndexedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_gateway_that_ended_its_interest_hears_nothing()
    {
        await Grain.ObserveAsync(Listed(_user));
        var (gone, staying) = (await shared.Silo.GatewayAsync(), await shared.Silo.GatewayAsync());
        await Grain.FollowAsync(gone.Id);
        await Grain.FollowAsync(staying.Id);

        await Grain.UnfollowAsync(gone.Id);
        await Grain.ObserveAsync(Shows(_user, "idle"));
        await HeardAsync(staying, "idle");

        gone.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Renewed_interest_is_answered_with_what_the_gateway_does_not_know()
    {
        var gateway = await shared.Silo.GatewayAsync();
        (await Grain.RenewAsync(gateway.Id, 0, isPresent: false)).ShouldBeNull();
        await Grain.ObserveAsync(Listed(_user));
        await HeardAsync(gateway, "online");
        var now = (await Grain.GetAsync()).ShouldNotBeNull();

        (await Grain.RenewAsync(gateway.Id, now.Version, isPresent: true)).ShouldBeNull();
        (await Grain.RenewAsync(gateway.Id, now.Version - 1, isPresent: true)).ShouldBeOfType<PresenceChanged>().Snapshot.Version.ShouldBe(now.Version);
        await Grain.ObserveAsync(Left());

        (await Grain.RenewAsync(gateway.Id, now.Version, isPresent: true)).ShouldBeOfType<PresenceEnded>().User.ShouldBe(_user);
        (await Grain.RenewAsync(gateway.Id, now.Version, isPresent: false)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_are_compared_in_one_call_and_interest_in_all_is_renewed()
    {
        var gateway = await shared.Silo.GatewayAsync();
        var (known, missed) = (Users.Next(), Users.Next());
        await shared.Silo.Presence(known).ObserveAsync(Listed(known));
        await shared.Silo.Presence(missed).ObserveAsync(Listed(missed));
        var version = (await shared.Silo.Presence(known).GetAsync())!.Version;

        var answer = await shared.Silo.Comparer.CompareAsync(
            gateway.Id, [new(known, version, true), new(missed, 0, false), new(_user, 0, false)]);

        answer.Unanswered.ShouldBeEmpty();
        answer.News.ShouldHaveSingleItem().ShouldBeOfType<PresenceChanged>().Snapshot.User.ShouldBe(missed);
        await shared.Silo.Presence(known).ObserveAsync(Shows(known, "dnd"));
        await gateway.HeardOfAsync(known, "dnd");
    }

    private Task HeardAsync(Gateway gateway, params string?[] statuses) => gateway.HeardOfAsync(_user, statuses);

    private Task<bool> IndexedAsync() => shared.Silo.IsIndexedAsync(_user);
}
