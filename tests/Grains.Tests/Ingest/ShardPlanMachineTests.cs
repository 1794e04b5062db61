using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Ingest;

public sealed class ShardPlanMachineTests
{
    private readonly BotState _state = new();
    private readonly ShardPlanMachine _machine;

    public ShardPlanMachineTests() => _machine = new ShardPlanMachine(_state);

    private BotPlan Plan => _machine.Plan(problem: null);

    [Theory]
    [InlineData(5, null, 5)]
    [InlineData(5, 2, 2)]
    public void Begins_with_the_operators_number_or_Discords(int recommended, int? configured, int count)
    {
        _machine.OnAnswer(Answer(recommended), configured).ShouldBeTrue();

        Plan.ShouldBe(new BotPlan(count, NextCount: null, Problem: null));
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(10, 14, null)]
    [InlineData(10, 15, 15)]
    [InlineData(1, 2, 2)]
    [InlineData(10, 1, null)]
    public void Another_set_is_begun_when_half_as_many_more_are_recommended(int count, int recommended, int? next)
    {
        _state.Count = count;

        _machine.OnAnswer(Answer(recommended), configured: null).ShouldBe(next is not null);

        Plan.ShouldBe(new BotPlan(count, next, Problem: null));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Another_number_of_the_operators_is_taken_as_it_is(int configured)
    {
        _state.Count = 2;

        _machine.OnAnswer(Answer(2), configured).ShouldBeTrue();

        Plan.NextCount.ShouldBe(configured);
    }

    [Fact]
    public void The_operator_may_go_back()
    {
        (_state.Count, _state.NextCount) = (2, 4);

        _machine.OnAnswer(Answer(2), configured: 2).ShouldBeTrue();

        Plan.ShouldBe(new BotPlan(2, NextCount: null, Problem: null));
    }

    [Fact]
    public void The_next_set_serves_when_it_is_complete()
    {
        (_state.Count, _state.NextCount) = (2, 4);

        _machine.OnNextComplete(4);

        Plan.ShouldBe(new BotPlan(4, NextCount: null, Problem: null));
    }

    [Fact]
    public void A_number_that_Discord_refuses_is_replaced_by_what_it_recommends_by_then()
    {
        _state.Count = 4;
        _machine.OnRefused(4).ShouldBeTrue();

        _machine.OnAnswer(Answer(5), configured: null).ShouldBeTrue();

        Plan.NextCount.ShouldBe(5);
        _machine.IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void A_refused_number_that_is_still_recommended_is_a_problem()
    {
        _state.Count = 4;
        _machine.OnRefused(4);

        _machine.OnAnswer(Answer(4), configured: null).ShouldBeFalse();

        _machine.Problem(configured: null).ShouldNotBeNull().ShouldContain("4 shard(s)");
        _machine.OnRefused(4).ShouldBeFalse("it is known already");
    }

    [Fact]
    public void A_refusal_of_a_set_that_is_not_the_newest_changes_nothing()
    {
        (_state.Count, _state.NextCount) = (2, 4);

        _machine.OnRefused(2).ShouldBeFalse();

        _machine.IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void A_refused_number_of_the_operators_is_a_problem_that_names_it()
    {
        _machine.OnAnswer(Answer(4), configured: 1);
        _machine.OnRefused(1);

        _machine.OnAnswer(Answer(4), configured: 1).ShouldBeFalse();

        _machine.Problem(configured: 1).ShouldNotBeNull().ShouldContain("is configured");
    }

    [Fact]
    public void No_set_is_begun_that_the_budget_of_identifies_does_not_suffice_for()
    {
        _state.Count = 2;

        _machine.OnAnswer(Answer(4, remaining: IdentifySchedule.Reserve + 3), configured: null).ShouldBeFalse();
        _machine.OnAnswer(Answer(4, remaining: IdentifySchedule.Reserve + 4), configured: null).ShouldBeTrue();
    }

    private static GatewayBot Answer(int shards, int remaining = 1000) => new()
    {
        Url = new Uri("ws://127.0.0.1"),
        Shards = shards,
        SessionStartLimit = new SessionStartLimit(1000, remaining, TimeSpan.FromHours(5), 1),
        FetchedAt = DateTimeOffset.UnixEpoch,
    };
}
