using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;

namespace Fabric.Discord.Tests.Gateway;

public sealed class IdentifyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IdentifySchedule _schedule = new([]);
    private GatewayBot _answer = Answer(remaining: 1000, maxConcurrency: 1);

    [Fact]
    public void Gives_one_turn_per_interval()
    {
        Take(0, Start).ShouldBe(Start);
        Take(1, Start).ShouldBe(Start + IdentifySchedule.Spacing);
        Take(2, Start + TimeSpan.FromSeconds(1)).ShouldBe(Start + (2 * IdentifySchedule.Spacing));
        Take(3, Start + TimeSpan.FromMinutes(1)).ShouldBe(Start + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Gives_as_many_turns_at_once_as_max_concurrency_has_keys()
    {
        _answer = Answer(remaining: 1000, maxConcurrency: 3);

        Take(0, Start).ShouldBe(Start);
        Take(1, Start).ShouldBe(Start);
        Take(5, Start).ShouldBe(Start);
        Take(3, Start).ShouldBe(Start + IdentifySchedule.Spacing);
    }

    [Fact]
    public void Keeps_a_reserve_until_the_budget_is_reset()
    {
        _answer = Answer(remaining: IdentifySchedule.Reserve + 1, maxConcurrency: 1);
        Take(0, Start + TimeSpan.FromSeconds(1)).ShouldNotBeNull();

        Take(1, Start + TimeSpan.FromHours(1)).ShouldBeNull();
        _answer = Answer(remaining: 1000, maxConcurrency: 1) with { FetchedAt = Start + TimeSpan.FromHours(5) };

        Take(1, Start + TimeSpan.FromHours(5)).ShouldBe(Start + TimeSpan.FromHours(5));
    }

    /// <summary>Discord has not counted what has not happened yet.</summary>
    [Fact]
    public void Counts_turns_to_come_against_a_newer_answer()
    {
        for (var shard = 0; shard < 20; shard++)
        {
            Take(shard, Start).ShouldNotBeNull();
        }

        _answer = Answer(remaining: IdentifySchedule.Reserve + 20, maxConcurrency: 1) with { FetchedAt = Start + TimeSpan.FromSeconds(1) };

        Take(20, Start + TimeSpan.FromSeconds(1)).ShouldNotBeNull("19 of 20 turns are still to come");
        Take(21, Start + TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void Goes_on_from_kept_turns()
    {
        Take(0, Start);
        Take(1, Start);

        var successor = new IdentifySchedule(_schedule.Turns);

        successor.TryTake(_answer, 2, Start)?.At.ShouldBe(Start + (2 * IdentifySchedule.Spacing));
    }

    [Fact]
    public void Forgets_turns_that_matter_no_more()
    {
        Take(0, Start);
        _answer = _answer with { FetchedAt = Start + TimeSpan.FromMinutes(1) };

        Take(0, Start + TimeSpan.FromMinutes(2));

        _schedule.Turns.Count.ShouldBe(1);
    }

    private static GatewayBot Answer(int remaining, int maxConcurrency) => new()
    {
        Url = new Uri("ws://127.0.0.1"),
        Shards = 1,
        SessionStartLimit = new SessionStartLimit(1000, remaining, TimeSpan.FromHours(5), maxConcurrency),
        FetchedAt = Start,
    };

    private DateTimeOffset? Take(int shard, DateTimeOffset now) => _schedule.TryTake(_answer, shard, now)?.At;
}
