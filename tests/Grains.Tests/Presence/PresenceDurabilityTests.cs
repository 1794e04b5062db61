using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;
using Orleans.Runtime;
using static Fabric.Grains.Tests.Support.Users;

namespace Fabric.Grains.Tests.Presence;

/// <summary>What is stored when, and what comes of a store that fails. Each test has a silo of its own.</summary>
public sealed class PresenceDurabilityTests : IAsyncLifetime
{
    private readonly StateStore _store = new();
    private readonly UserId _user = Users.Next();
    private GrainSilo? _silo;

    private GrainSilo Silo => _silo!;

    private IPresenceGrain Grain => Silo.Presence(_user);

    public async ValueTask InitializeAsync() => _silo = await GrainSilo.StartAsync(_store);

    public ValueTask DisposeAsync() => Silo.DisposeAsync();

    [Fact]
    public async Task An_observation_is_told_at_once_and_confirmed_when_it_is_stored()
    {
        (await Grain.ObserveAsync(Listed(_user))).IsDurable.ShouldBeTrue();
        var gateway = await Silo.GatewayAsync();
        await Grain.FollowAsync(gateway.Id);
        _store.Hold(RecordOf(_user));

        var change = Grain.ObserveAsync(Shows(_user, "idle"));
        var repeated = Grain.ObserveAsync(Shows(_user, "idle"));
        await HeardAsync(gateway, "idle");
        await Eventually.TrueAsync(() => _store.WritesOf(RecordOf(_user)) == 2, "the write");

        var outcome = await change;
        (outcome.IsDurable, await repeated == outcome, await Grain.ConfirmAsync(outcome.HeldBy)).ShouldBe((false, true, Durability.Pending));
        _store.Release(RecordOf(_user));
        await ConfirmedAsync(outcome);
        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"idle\"");
    }

    [Fact]
    public async Task While_a_write_is_overdue_further_changes_are_told_and_wait_no_more()
    {
        const int Changes = 100;
        await Grain.ObserveAsync(Listed(_user));
        var gateway = await Silo.GatewayAsync();
        await Grain.FollowAsync(gateway.Id);
        _store.Hold(RecordOf(_user));

        var outcome = default(ObservationOutcome);
        for (var change = 0; change < Changes; change++)
        {
            outcome = await Grain.ObserveAsync(Shows(_user, $"s{change}")).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            outcome.IsDurable.ShouldBeFalse();
        }

        await Eventually.TrueAsync(() => gateway.StatusesOf(_user).Count == Changes, "every change to be told", TimeSpan.FromSeconds(10));
        _store.Release(RecordOf(_user));
        await ConfirmedAsync(outcome);
        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"s99\"");
        (await Grain.ObserveAsync(Shows(_user, "dnd"))).IsDurable.ShouldBeTrue();
    }

    [Fact]
    public async Task What_another_activation_held_is_lost()
    {
        await Grain.ObserveAsync(Listed(_user));

        (await Grain.ConfirmAsync(Guid.NewGuid())).ShouldBe(Durability.Lost);
    }

    [Fact]
    public async Task A_leave_is_durable_when_the_index_has_taken_it()
    {
        await Grain.ObserveAsync(Listed(_user));
        _store.Hold(IndexRecordOf(_user));

        var outcome = await Grain.ObserveAsync(Left());
        (outcome.IsDurable, await Grain.GetAsync()).ShouldBe((false, null));
        _store.Release(IndexRecordOf(_user));
        await ConfirmedAsync(outcome);

        _store[IndexRecordOf(_user)]!.ShouldNotContain(_user.ToString());
    }

    [Fact]
    public async Task Of_a_stranger_who_leaves_nothing_is_stored()
    {
        (await Grain.ObserveAsync(Left())).IsDurable.ShouldBeTrue();

        _store.WritesOf(RecordOf(_user)).ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_write_is_made_good_by_the_same_observation()
    {
        await Grain.ObserveAsync(Listed(_user));
        var gateway = await Silo.GatewayAsync();
        await Grain.FollowAsync(gateway.Id);
        _store.FailNext(RecordOf(_user), count: 3);

        (await Grain.ObserveAsync(Shows(_user, "idle"))).IsDurable.ShouldBeFalse();
        var outcome = await Grain.ObserveAsync(Shows(_user, "idle"));
        outcome.IsDurable.ShouldBeFalse();
        (await Should.ThrowAsync<OrleansException>(() => Grain.ConfirmAsync(outcome.HeldBy))).Message.ShouldContain("could not be written");
        (await Grain.ObserveAsync(Shows(_user, "idle"))).IsDurable.ShouldBeTrue();

        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"idle\"");
        await Grain.ObserveAsync(Shows(_user, "dnd"));
        await HeardAsync(gateway, "idle", "dnd");
    }

    [Fact]
    public async Task A_join_that_the_index_did_not_take_is_made_good_by_the_same_observation()
    {
        var (follower, ofEverybody) = (await Silo.GatewayAsync(), await Silo.GatewayAsync());
        await Grain.FollowAsync(follower.Id);
        await Silo.IndexOf(_user).FollowAllAsync(ofEverybody.Id);
        _store.FailNext(IndexRecordOf(_user));
        (await Grain.ObserveAsync(Listed(_user))).IsDurable.ShouldBeFalse();
        _store[RecordOf(_user)].ShouldBeNull();

        (await Grain.ObserveAsync(Listed(_user))).IsDurable.ShouldBeTrue();

        _store[RecordOf(_user)].ShouldNotBeNull();
        (await Silo.IsIndexedAsync(_user)).ShouldBeTrue();
        await Grain.ObserveAsync(Shows(_user, "dnd"));
        await HeardAsync(follower, "online", "dnd");
        await HeardAsync(ofEverybody, "online", "dnd");
    }

    [Fact]
    public async Task A_leave_that_the_index_did_not_take_is_made_good_by_the_same_observation()
    {
        await Grain.ObserveAsync(Listed(_user));
        _store.FailNext(IndexRecordOf(_user));
        (await Grain.ObserveAsync(Left())).IsDurable.ShouldBeFalse();

        (await Grain.ObserveAsync(Left())).IsDurable.ShouldBeTrue();

        (await Silo.IsIndexedAsync(_user)).ShouldBeFalse();
        _store[IndexRecordOf(_user)]!.ShouldNotContain(_user.ToString());
    }

    [Fact]
    public async Task No_monitored_user_is_stored_before_the_index_knows()
    {
        _store.Hold(IndexRecordOf(_user));
        var join = Grain.ObserveAsync(Listed(_user));
        await Eventually.TrueAsync(async () => await Grain.GetAsync() is not null && _store.WritesOf(IndexRecordOf(_user)) > 0, "the join");
        var change = Grain.ObserveAsync(Shows(_user, "dnd"));
        await Eventually.TrueAsync(async () => Json.Text((await Grain.GetAsync())!.Json).Contains("dnd", StringComparison.Ordinal), "the change");

        ((await join).IsDurable, (await change).IsDurable, _store.WritesOf(RecordOf(_user))).ShouldBe((false, false, 0));

        _store.Release(IndexRecordOf(_user));
        await ConfirmedAsync(await change);
        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"dnd\"");
    }

    [Fact]
    public async Task A_thousand_observations_at_once_cost_a_few_writes()
    {
        await Grain.ObserveAsync(Listed(_user));
        var before = _store.WritesOf(RecordOf(_user));
        _store.Hold(RecordOf(_user));

        var observations = Enumerable.Range(0, 1000).Select(number => Grain.ObserveAsync(Shows(_user, $"s{number}"))).ToList();
        await Eventually.TrueAsync(async () => Json.Text((await Grain.GetAsync())!.Json).Contains("s999", StringComparison.Ordinal), "the last");
        _store.Release(RecordOf(_user));
        await Task.WhenAll(observations);
        (await Grain.ObserveAsync(Shows(_user, "s999"))).IsDurable.ShouldBeTrue();

        (_store.WritesOf(RecordOf(_user)) - before).ShouldBe(2);
        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"s999\"");
    }

    [Fact]
    public async Task A_record_that_somebody_else_wrote_is_read_again()
    {
        await Grain.ObserveAsync(Listed(_user));
        _store.Put(RecordOf(_user), """{"version":5,"status":"theirs","guilds":[1,2]}""");

        await Should.ThrowAsync<Orleans.Storage.InconsistentStateException>(() => Grain.ObserveAsync(Shows(_user, "idle")));
        await Grain.ObserveAsync(Shows(_user, "dnd"));

        _store[RecordOf(_user)]!.ShouldContain("\"status\":\"dnd\"");
        _store[RecordOf(_user)]!.ShouldContain("\"guilds\":[1,2]");
    }

    [Fact]
    public async Task The_state_outlives_the_silo()
    {
        var store = new StateStore();
        store.Put(RecordOf(_user), """{"version":4102444800000000,"keyValues":{"k":"v"}}""");
        PresenceSnapshot before;
        await using (var first = await GrainSilo.StartAsync(store))
        {
            await first.Presence(_user).ObserveAsync(Listed(_user, "dnd"));
            before = (await first.Presence(_user).GetAsync()).ShouldNotBeNull();
        }

        await using var second = await GrainSilo.StartAsync(store);
        var after = (await second.Presence(_user).GetAsync()).ShouldNotBeNull();
        await second.Presence(_user).ObserveAsync(Shows(_user, "idle"));

        after.Version.ShouldBe(before.Version);
        Json.Text(after.Json).ShouldBe(Json.Text(before.Json));
        Json.Text(after.Json).ShouldContain("\"kv\":{\"k\":\"v\"}");
        (await second.Presence(_user).GetAsync())!.Version.ShouldBe(4102444800000002);
        (await second.IndexOf(_user).CountAsync()).ShouldBe(1);
    }

    private Task ConfirmedAsync(ObservationOutcome outcome) =>
        Eventually.TrueAsync(async () => await Grain.ConfirmAsync(outcome.HeldBy) == Durability.Durable, "the effect to be durable");

    private Task HeardAsync(Gateway gateway, params string?[] statuses) => gateway.HeardOfAsync(_user, statuses);
}
