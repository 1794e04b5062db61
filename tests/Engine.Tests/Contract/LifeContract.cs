using Fabric.Engine.Silo.Grains;
using Fabric.Testing;

namespace Fabric.Engine.Tests.Contract;

/// <summary>When grains begin and end: the part of the contract that holds on one silo and on several.</summary>
public abstract class LifeContract(IEngine engine)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private ILifeGrain Life => engine.Client.GetGrain<ILifeGrain>(_key);

    private IJournalGrain Journal => engine.Client.GetGrain<IJournalGrain>(_key);

    [Fact]
    public async Task A_grain_is_activated_by_its_first_call_and_again_after_its_end()
    {
        await Life.TouchAsync();
        await Life.EndAsync();
        await JournalHasAsync(Journal, "activated", "deactivated");

        await Life.TouchAsync();

        await JournalHasAsync(Journal, "activated", "deactivated", "activated");
    }

    [Fact]
    public async Task Calls_that_wait_while_a_grain_ends_reach_the_next_activation()
    {
        var gate = Guid.NewGuid().ToString();
        var ending = Life.EndWhileOthersWaitAsync(gate);
        await HeldAsync(gate);
        var waiting = Enumerable.Range(0, 5).Select(_ => Life.TouchAsync()).ToArray();

        await engine.Client.GetGrain<ITurnsGrain>(gate).OpenAsync(gate);
        await ending;
        await Task.WhenAll(waiting);

        await JournalHasAsync(Journal, "activated", "deactivated", "activated");
    }

    [Fact]
    public async Task A_failed_activation_fails_its_calls_and_the_next_call_tries_again()
    {
        var grain = engine.Client.GetGrain<IFlakyGrain>(Guid.NewGuid());

        (await Should.ThrowAsync<InvalidOperationException>(grain.TouchAsync)).Message.ShouldContain("the first try fails");

        (await grain.TouchAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_idle_grain_is_collected()
    {
        var grain = engine.Client.GetGrain<IShortLivedGrain>(_key);
        var first = await grain.ActivationAsync();

        await JournalHasAsync(Journal, "ActivationIdle");

        (await grain.ActivationAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_timer_that_keeps_alive_keeps_an_idle_grain()
    {
        var staying = engine.Client.GetGrain<IShortLivedGrain>(_key);
        var other = Guid.NewGuid().ToString();
        var first = await staying.ActivationAsync();
        await staying.StayAsync();

        await engine.Client.GetGrain<IShortLivedGrain>(other).ActivationAsync();
        await JournalHasAsync(engine.Client.GetGrain<IJournalGrain>(other), "ActivationIdle");

        (await staying.ActivationAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Timer_runs_are_turns_that_wait_for_a_call_to_end()
    {
        var gate = Guid.NewGuid().ToString();
        await Life.StartTimerAsync(TimeSpan.FromMilliseconds(20), keepAlive: false);
        await TicksAsync("tick", 2);

        var call = Life.HoldAsync(gate);
        await HeldAsync(gate);
        await engine.Client.GetGrain<ITurnsGrain>(gate).OpenAsync(gate);
        await call;
        await TicksAsync("tick", 4);

        (await Journal.ReadAsync()).ShouldNotContain("tick in a call");
    }

    [Fact]
    public async Task A_failing_timer_run_does_not_end_the_timer()
    {
        await Life.StartFailingTimerAsync(TimeSpan.FromMilliseconds(20));

        await TicksAsync("failing tick", 3);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await Life.StartTimerAsync(TimeSpan.FromMilliseconds(10), keepAlive: false);
        await TicksAsync("tick", 1);
        await Life.EndAsync();
        await Eventually.TrueAsync(async () => (await Journal.ReadAsync()).Contains("deactivated"), "the grain to end");

        var ticks = (await Journal.ReadAsync()).SkipWhile(static line => line != "deactivated").Count(static line => line == "tick");

        ticks.ShouldBe(0);
    }

    private static Task JournalHasAsync(IJournalGrain journal, params string[] lines)
    {
        string[] seen = [];
        return Eventually.TrueAsync(
            async () => (seen = await journal.ReadAsync()).SequenceEqual(lines),
            $"the journal to read {string.Join(", ", lines)}",
            TimeSpan.FromSeconds(20),
            () => string.Join(", ", seen));
    }

    private Task HeldAsync(string gate) => Eventually.TrueAsync(
        async () => (await engine.Client.GetGrain<ITurnsGrain>(gate).UnderWayAsync()).Length == 1,
        "the call to be under way");

    private Task TicksAsync(string line, int count) => Eventually.TrueAsync(
        async () => (await Journal.ReadAsync()).Count(entry => entry == line) >= count,
        $"{count} times '{line}'");
}
