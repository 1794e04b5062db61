using Fabric.Abstractions.Ids;
using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Ingest;

public sealed class UserTurnsTests
{
    private static readonly UserId A = new(1);
    private static readonly UserId B = new(2);

    private readonly UserTurns _turns = new();

    [Fact]
    public void The_first_turn_begins_at_once() => _turns.Take(A).Begins.IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task A_turn_begins_when_all_before_it_have_ended()
    {
        var (first, second, third) = (_turns.Take(A), _turns.Take(A), _turns.Take(A));

        second.Begins.IsCompleted.ShouldBeFalse();
        first.End();
        await second.Begins;
        third.Begins.IsCompleted.ShouldBeFalse();
        second.End();
        await third.Begins;
    }

    [Fact]
    public void Users_do_not_wait_for_each_other()
    {
        _turns.Take(A);

        _turns.Take(B).Begins.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_user_is_known_as_long_as_something_is_under_way()
    {
        var (first, second) = (_turns.Take(A), _turns.Take(A));
        _turns.Take(B).End();

        first.End();
        _turns.Users.ShouldBe([A]);
        second.End();

        _turns.Users.ShouldBeEmpty();
        _turns.Take(A).Begins.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task All_have_ended_when_the_last_of_every_user_has()
    {
        _turns.WhenEndedAsync().IsCompletedSuccessfully.ShouldBeTrue();
        var (first, last, other) = (_turns.Take(A), _turns.Take(A), _turns.Take(B));
        var ended = _turns.WhenEndedAsync();

        first.End();
        last.End();
        ended.IsCompleted.ShouldBeFalse();
        other.End();

        await ended;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Turns_of_a_user_keep_their_order_whenever_they_end(int seed)
    {
        var random = new Random(seed);
        var order = new List<int>[5];
        var running = new List<Task>();
        for (var index = 0; index < 5; index++)
        {
            order[index] = [];
        }

        for (var number = 0; number < 2000; number++)
        {
            var user = random.Next(5);
            running.Add(RunAsync(_turns.Take(new UserId((ulong)user)), order[user], number, random.Next(3)));
        }

        await Task.WhenAll(running);

        order.ShouldAllBe(static numbers => numbers.SequenceEqual(numbers.Order()));
        order.Sum(static numbers => numbers.Count).ShouldBe(2000);
        _turns.Users.ShouldBeEmpty();
    }

    private static async Task RunAsync(UserTurns.Turn turn, List<int> order, int number, int yields)
    {
        await turn.Begins;
        for (var count = 0; count < yields; count++)
        {
            await Task.Yield();
        }

        order.Add(number);
        turn.End();
    }
}
