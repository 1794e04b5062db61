using Fabric.Engine.Silo.Grains;
using Fabric.Testing;

namespace Fabric.Engine.Tests.Contract;

/// <summary>Which calls run together: the part of the contract that holds on one silo and on several.</summary>
public abstract class TurnContract(IEngine engine)
{
    private readonly ITurnsGrain _grain = engine.Client.GetGrain<ITurnsGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task Calls_of_a_grain_run_one_after_another()
    {
        var first = _grain.WriteAsync("a");
        await UnderWayAsync(_grain, "a");
        var second = _grain.WriteAsync("b");

        await _grain.OpenAsync("b");
        (await _grain.UnderWayAsync()).ShouldBe(["a"]);
        await _grain.OpenAsync("a");

        (await first).ShouldBe(1);
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task Readers_run_together_but_not_with_a_writer()
    {
        var reads = new[] { _grain.ReadAsync("r1"), _grain.ReadAsync("r2") };
        await UnderWayAsync(_grain, "r1", "r2");

        var write = _grain.WriteAsync("w");
        await _grain.OpenAsync("w");
        (await _grain.UnderWayAsync()).ShouldBe(["r1", "r2"], ignoreOrder: true);
        await _grain.OpenAsync("r1");
        await _grain.OpenAsync("r2");
        await Task.WhenAll(reads);

        (await write).ShouldBe(3);
    }

    [Fact]
    public async Task A_writer_keeps_readers_out()
    {
        var write = _grain.WriteAsync("w");
        await UnderWayAsync(_grain, "w");

        var read = _grain.ReadAsync("r");
        await _grain.OpenAsync("r");
        (await _grain.UnderWayAsync()).ShouldBe(["w"]);
        await _grain.OpenAsync("w");

        (await write).ShouldBe(1);
        (await read).ShouldBe(2);
    }

    [Fact]
    public async Task What_always_interleaves_runs_beside_a_writer()
    {
        var write = _grain.WriteAsync("w");
        await UnderWayAsync(_grain, "w");

        var beside = _grain.InterleaveAsync("i");
        await UnderWayAsync(_grain, "w", "i");
        await _grain.OpenAsync("i");

        (await beside).ShouldBe(1);
        await _grain.OpenAsync("w");
        (await write).ShouldBe(2);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave()
    {
        var grain = engine.Client.GetGrain<IReentrantTurnsGrain>(Guid.NewGuid().ToString());
        var first = grain.WriteAsync("a");
        var second = grain.WriteAsync("b");
        await UnderWayAsync(grain, "a", "b");

        await grain.OpenAsync("b");

        (await second).ShouldBe(1);
        await grain.OpenAsync("a");
        (await first).ShouldBe(2);
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_has_run()
    {
        await _grain.WriteOneWayAsync("late");

        await UnderWayAsync(_grain, "late");
        await _grain.OpenAsync("late");
    }

    [Fact]
    public async Task The_failure_of_a_one_way_call_harms_nobody()
    {
        await _grain.FailOneWayAsync();

        await _grain.OpenAsync("a");
        (await _grain.WriteAsync("a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_call_without_answer_in_time_throws_TimeoutException()
    {
        var call = _grain.ImpatientAsync("never");

        await Should.ThrowAsync<TimeoutException>(() => call);
        await _grain.OpenAsync("never");
    }

    [Fact]
    public async Task Stateless_workers_share_the_calls_of_one_id()
    {
        var gate = Guid.NewGuid().ToString();
        var worker = engine.Client.GetGrain<IWorkerGrain>(Guid.NewGuid().ToString());
        var gates = engine.Client.GetGrain<ITurnsGrain>(gate);

        var calls = Enumerable.Range(0, 2).Select(_ => worker.WorkAsync(gate)).ToArray();
        await UnderWayAsync(gates, gate, gate);
        await gates.OpenAsync(gate);

        (await Task.WhenAll(calls)).Distinct().Count().ShouldBe(2);
    }

    private static Task UnderWayAsync(ITurnsGrain grain, params string[] expected) => Eventually.TrueAsync(
        async () => (await grain.UnderWayAsync()).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)),
        $"calls {string.Join(", ", expected)} under way together");
}
