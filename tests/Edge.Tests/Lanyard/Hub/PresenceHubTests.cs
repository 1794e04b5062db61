using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Edge.Tests.Lanyard.Hub;

public sealed class PresenceHubTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryPresenceFeed _feed = new();
    private readonly PresenceHub _hub;

    public PresenceHubTests()
    {
        _hub = new PresenceHub(_feed, new LanyardMetrics(new ScopedMeters()), _time, NullLogger<PresenceHub>.Instance);
        _feed.Publish(Presences.User);
    }

    [Fact]
    public async Task The_cluster_is_told_of_a_user_once_and_no_longer_only_a_while_after_the_last_client()
    {
        var first = new Subscriber();
        var second = new Subscriber();
        await _hub.SubscribeAsync([Presences.User], first);
        await _hub.SubscribeAsync([Presences.User], second);

        _hub.Unsubscribe([Presences.User], first);
        await PassAsync(PresenceHub.Linger * 2);
        _feed.Follows(Presences.User).ShouldBeTrue();

        _hub.Unsubscribe([Presences.User], second);
        await PassAsync(TimeSpan.Zero);
        await PassAsync(PresenceHub.Linger / 2);
        _feed.Follows(Presences.User).ShouldBeTrue();
        await PassAsync(PresenceHub.Linger);
        _feed.Follows(Presences.User).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_comes_back_in_time_finds_the_presence_here()
    {
        var client = new Subscriber();
        await _hub.SubscribeAsync([Presences.User], client);
        _hub.Unsubscribe([Presences.User], client);
        await PassAsync(TimeSpan.Zero);
        _feed.Publish(Presences.User, "idle");
        _feed.Broken = true;

        var presences = await _hub.SubscribeAsync([Presences.User], client);

        presences.ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_comes_back_late_is_told_of_changes_again()
    {
        var client = new Subscriber();
        await _hub.SubscribeAsync([Presences.User], client);
        _hub.Unsubscribe([Presences.User], client);
        await PassAsync(TimeSpan.Zero);
        await PassAsync(PresenceHub.Linger);

        await _hub.SubscribeAsync([Presences.User], client);
        client.Told.Clear();
        _feed.Publish(Presences.User, "idle");

        client.Told.ShouldBe([(Presences.User, 2L)]);
    }

    [Fact]
    public async Task Following_everybody_ends_with_the_last_client_that_does()
    {
        var client = new Subscriber();
        (await _hub.SubscribeAllAsync(client)).Count.ShouldBe(1);
        _feed.FollowsAll.ShouldBeTrue();
        await PassAsync(PresenceHub.Linger * 2);
        _feed.FollowsAll.ShouldBeTrue();

        _hub.UnsubscribeAll(client);
        await PassAsync(TimeSpan.Zero);
        await PassAsync(PresenceHub.Linger);

        _feed.FollowsAll.ShouldBeFalse();
        _feed.Follows(Presences.User).ShouldBeFalse();
        _feed.Publish(Presences.Other);
        client.Told.ShouldBe([(Presences.User, 1L)]);
    }

    [Fact]
    public async Task An_answer_overtaken_by_an_event_does_not_take_the_event_back()
    {
        var client = new Subscriber();
        await _hub.SubscribeAsync([Presences.Stranger], client);
        _feed.Gate = new TaskCompletionSource();
        var reconciling = _hub.ReconcileAsync(CancellationToken.None);

        _feed.Publish(Presences.Stranger, "idle");
        _feed.Gate.SetResult();
        await reconciling;

        (await _hub.GetAsync(Presences.Stranger)).ShouldNotBeNull();
        client.Told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_leave_that_was_lost_is_noticed()
    {
        await _hub.SubscribeAsync([Presences.User], new Subscriber());
        _feed.LosesEvents = true;
        _feed.Leave(Presences.User);
        (await _hub.GetAsync(Presences.User)).ShouldNotBeNull();

        await PassAsync(TimeSpan.Zero);

        (await _hub.GetAsync(Presences.User)).ShouldBeNull();
    }

    [Fact]
    public async Task An_owner_that_does_not_answer_keeps_nobody_else_from_healing()
    {
        _feed.Publish(Presences.Other);
        await _hub.SubscribeAsync([Presences.User, Presences.Other], new Subscriber());
        _feed.LosesEvents = true;
        var (lost, healing) = (_feed.Publish(Presences.User, "idle"), _feed.Publish(Presences.Other, "idle"));
        _feed.Lost.Add(Presences.User);

        await PassAsync(TimeSpan.Zero);
        (await _hub.GetAsync(Presences.Other))!.Version.ShouldBe(healing.Version);
        (await _hub.GetAsync(Presences.User))!.Version.ShouldBeLessThan(lost.Version);

        _feed.Lost.Clear();
        await PassAsync(TimeSpan.Zero);
        (await _hub.GetAsync(Presences.User))!.Version.ShouldBe(lost.Version);
    }

    [Fact]
    public async Task What_could_not_be_followed_is_read_from_the_cluster_and_not_taken_for_unknown()
    {
        _feed.Broken = true;
        var held = _hub.SubscribeAsync([Presences.User], new Subscriber());
        held.IsCompleted.ShouldBeFalse("the cluster may answer in a moment");
        _time.Advance(TimeSpan.FromSeconds(20));
        await Should.ThrowAsync<TimeoutException>(() => held);
        _feed.Broken = false;

        (await _hub.GetAsync(Presences.User)).ShouldNotBeNull();
        _feed.Reads.ShouldBe([Presences.User]);
    }

    [Fact]
    public async Task Who_is_read_again_is_followed_and_read_here_until_nobody_reads_any_more()
    {
        (await _hub.GetAsync(Presences.User)).ShouldNotBeNull();
        _feed.Follows(Presences.User).ShouldBeFalse("one read may be the only one");

        (await _hub.GetAsync(Presences.User)).ShouldNotBeNull();
        var changed = _feed.Publish(Presences.User, "idle");
        (await _hub.GetAsync(Presences.User))!.Version.ShouldBe(changed.Version);
        _feed.Follows(Presences.User).ShouldBeTrue();
        _feed.Reads.ShouldBe([Presences.User]);

        await PassAsync(PresenceHub.Linger);
        await PassAsync(PresenceHub.Linger / 2);
        await _hub.GetAsync(Presences.User);
        await PassAsync(PresenceHub.Linger / 2);
        await PassAsync(PresenceHub.Linger / 2);
        _feed.Follows(Presences.User).ShouldBeTrue("it was read meanwhile");
        await PassAsync(PresenceHub.Linger);
        _feed.Follows(Presences.User).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_read_once_between_comparisons_is_not_followed()
    {
        for (var round = 0; round < 3; round++)
        {
            await _hub.GetAsync(Presences.User);
            await _hub.GetAsync(Presences.Stranger);
            await PassAsync(TimeSpan.FromSeconds(2));
        }

        _feed.Follows(Presences.User).ShouldBeFalse();
        _feed.Reads.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_thousand_clients_coming_and_going_at_once_leave_interest_and_deliveries_right()
    {
        var stay = Enumerable.Range(0, 50).Select(static _ => new Subscriber()).ToList();
        var users = Enumerable.Range(1, 20).Select(static i => new UserId((ulong)i)).ToList();
        users.ForEach(user => _feed.Publish(user));
        using var stop = new CancellationTokenSource();
        var sweeping = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await PassAsync(PresenceHub.Linger);
            }
        });

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), async (i, _) =>
        {
            var passer = new Subscriber();
            await _hub.SubscribeAsync([users[i % 20]], passer);
            _hub.Unsubscribe([users[i % 20]], passer);
            if (i % 20 == 0)
            {
                await _hub.SubscribeAsync(users, stay[i / 20]);
            }
        });
        await stop.CancelAsync();
        await sweeping;
        stay.ForEach(static subscriber => subscriber.Told.Clear());
        users.ForEach(user => _feed.Publish(user, "idle"));

        stay.ShouldAllBe(subscriber => subscriber.Told.Select(static told => told.User).SequenceEqual(users));
    }

    private async Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _hub.ReconcileAsync(CancellationToken.None);
    }

    private sealed class Subscriber : IPresenceSubscriber
    {
        public List<(UserId User, long Version)> Told { get; } = [];

        public void Deliver(PresenceUpdate update, PresenceReach reach)
        {
            lock (Told)
            {
                Told.Add((update.User, update.Version));
            }
        }
    }
}
