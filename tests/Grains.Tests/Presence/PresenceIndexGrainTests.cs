using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;
using Orleans.Runtime;

namespace Fabric.Grains.Tests.Presence;

/// <summary>Each test has a silo of its own.</summary>
public sealed class PresenceIndexGrainTests : IAsyncLifetime
{
    private const string Record = "presence-index/5";

    private readonly StateStore _store = new();
    private readonly GuildId _guild = new(1);
    private GrainSilo? _silo;

    private GrainSilo Silo => _silo!;

    private IPresenceIndexGrain Index => Silo.Client.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(5));

    public async ValueTask InitializeAsync() => _silo = await GrainSilo.StartAsync(_store);

    public ValueTask DisposeAsync() => Silo.DisposeAsync();

    [Fact]
    public async Task An_empty_partition_has_nobody()
    {
        (await Index.CountAsync()).ShouldBe(0);
        (await Index.MembersAsync(_guild)).ShouldBeEmpty();
        (await Index.FollowAllAsync(new GatewayId("a"))).ShouldBeEmpty();
        _store.WritesOf(Record).ShouldBe(0);
    }

    [Fact]
    public async Task Joins_and_leaves_are_counted_by_user_and_kept_by_guild()
    {
        await Index.JoinAsync(new UserId(7), _guild);
        await Index.JoinAsync(new UserId(7), new GuildId(2));
        await Index.JoinAsync(new UserId(8), new GuildId(2));
        await Index.LeaveAsync(new UserId(7), _guild);
        await Index.LeaveAsync(new UserId(9), _guild);

        (await Index.CountAsync()).ShouldBe(2);
        (await Index.MembersAsync(_guild)).ShouldBeEmpty();
        (await Index.MembersAsync(new GuildId(2))).ShouldBe([new UserId(7), new UserId(8)], ignoreOrder: true);
        (await Index.FollowAllAsync(new GatewayId("a"))).ShouldBe([new UserId(7), new UserId(8)], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_joins_is_told_who_follows_everybody()
    {
        await Index.FollowAllAsync(new GatewayId("a"));
        await Index.FollowAllAsync(new GatewayId("b"));
        await Index.FollowAllAsync(new GatewayId("b"));
        (await Index.JoinAsync(new UserId(7), _guild)).ShouldBe([new GatewayId("a"), new GatewayId("b")], ignoreOrder: true);

        await Index.UnfollowAllAsync(new GatewayId("a"));

        (await Index.JoinAsync(new UserId(7), _guild)).ShouldBe([new GatewayId("b")]);
    }

    [Fact]
    public async Task A_join_is_done_when_it_is_stored_and_many_cost_few_writes()
    {
        _store.Hold(Record);

        var first = Index.JoinAsync(new UserId(1), _guild);
        var others = Enumerable.Range(2, 500).Select(user => Index.JoinAsync(new UserId((ulong)user), _guild)).ToList();
        var again = Index.JoinAsync(new UserId(1), _guild);
        await Eventually.TrueAsync(async () => await Index.CountAsync() == 501, "all to be taken");
        (first.IsCompleted, again.IsCompleted, others.Exists(static join => join.IsCompleted)).ShouldBe((false, false, false));
        _store.Release(Record);
        await Task.WhenAll([first, again, .. others]);

        _store.WritesOf(Record).ShouldBe(2);
        _store[Record]!.ShouldContain("\"501\":[1]");
    }

    [Fact]
    public async Task A_gateway_that_knows_the_users_is_not_told_them_again()
    {
        var gateway = new GatewayId("renewing");
        await Index.JoinAsync(new UserId(1), _guild);
        var first = (await Index.RenewAllAsync(gateway, 0)).ShouldNotBeNull();
        first.Users.ShouldBe([new UserId(1)]);
        (await Index.RenewAllAsync(gateway, first.Revision)).ShouldBeNull();

        (await Index.JoinAsync(new UserId(2), _guild)).ShouldContain(gateway);
        var second = (await Index.RenewAllAsync(gateway, first.Revision)).ShouldNotBeNull();

        second.Users.ShouldBe([new UserId(1), new UserId(2)], ignoreOrder: true);
        second.Revision.ShouldBeGreaterThan(first.Revision);
        await Index.JoinAsync(new UserId(2), _guild);
        (await Index.RenewAllAsync(gateway, second.Revision)).ShouldBeNull();
    }

    [Fact]
    public async Task What_could_not_be_stored_is_stored_when_it_is_said_again()
    {
        _store.FailNext(Record);
        await Should.ThrowAsync<OrleansException>(() => Index.JoinAsync(new UserId(7), _guild));
        await Index.JoinAsync(new UserId(7), _guild);
        _store[Record].ShouldBe("""{"users":{"7":[1]}}""");

        _store.FailNext(Record);
        await Should.ThrowAsync<OrleansException>(() => Index.LeaveAsync(new UserId(7), _guild));
        await Index.LeaveAsync(new UserId(7), _guild);

        _store[Record].ShouldBe("""{"users":{}}""");
    }

    [Fact]
    public async Task Every_user_has_one_partition_and_neighbours_spread()
    {
        var users = Enumerable.Range(0, 6400).Select(static number => new UserId(1_574_099_819_369_070_592 + ((ulong)number << 22))).ToList();

        var sizes = users.GroupBy(PresenceIndexKey.Of).Select(static partition => partition.Count()).ToList();

        sizes.Count.ShouldBe(PresenceIndexKey.Partitions);
        sizes.Max().ShouldBeLessThan(200);
        await Silo.Presence(users[0]).ObserveAsync(Users.Listed(users[0]));
        (await Silo.IsIndexedAsync(users[0])).ShouldBeTrue();
    }
}
