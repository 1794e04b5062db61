using Fabric.Engine.Silo.Grains;
using Orleans;

namespace Fabric.Engine.Tests.Contract;

/// <summary>How calls travel: the part of the contract that holds on one silo and on several.</summary>
public abstract class CallContract(IEngine engine)
{
    private readonly IEchoGrain _echo = engine.Client.GetGrain<IEchoGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task Arguments_and_results_travel()
    {
        (await _echo.EchoAsync("text")).ShouldBe("text");
        (await _echo.EchoAsync(42)).ShouldBe(42);
        (await _echo.NullAsync()).ShouldBeNull();
        await _echo.NothingAsync();
    }

    [Fact]
    public async Task Every_kind_of_member_travels()
    {
        var value = new Everything
        {
            Text = "ä\0😀",
            Number = -7,
            Map = new() { ["a"] = [1, long.MaxValue], ["b"] = [] },
            Bytes = [0, 255],
            Time = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(2)),
            Day = DayOfWeek.Friday,
            Shape = new Circle(1.5),
            Id = Guid.NewGuid(),
            Span = TimeSpan.FromTicks(-1),
            Set = ["x"],
            Pair = (1, "two"),
        };

        var back = await _echo.EverythingAsync(value);

        back.Map["a"].ShouldBe([1, long.MaxValue]);
        back.Map["b"].ShouldBeEmpty();
        back.Map.Count.ShouldBe(2);
        (back with { Map = [] }).ShouldBeEquivalentTo(value with { Map = [] });
    }

    [Fact]
    public async Task An_exception_keeps_type_message_and_members()
    {
        var refused = await Should.ThrowAsync<RefusedException>(() => _echo.ThrowAsync("no", 7));

        refused.Message.ShouldBe("no");
        refused.Code.ShouldBe(7);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_reaches_the_caller_as_a_task()
    {
        var call = _echo.ThrowBeforeAwaitAsync("at once");

        (await Should.ThrowAsync<InvalidOperationException>(() => call)).Message.ShouldBe("at once");
    }

    [Fact]
    public async Task Arguments_are_copied()
    {
        var value = new Mutable { Numbers = [1, 2] };

        await _echo.KeepAsync(value);
        value.Numbers.Add(3);

        (await _echo.KeptCountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Results_are_copied()
    {
        await _echo.KeepAsync(new Mutable { Numbers = [1] });

        var result = await _echo.GetKeptAsync();
        result.Numbers.Add(2);

        (await _echo.KeptCountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Code_stays_on_the_grains_scheduler() => (await _echo.StaysOnSchedulerAsync()).ShouldBeTrue();

    [Fact]
    public async Task Keys_are_what_they_were_made_of()
    {
        (await engine.Client.GetGrain<IEchoGrain>("bot/7 ü").KeyAsync()).ShouldBe("bot/7 ü");
        engine.Client.GetGrain<ICounterGrain>(-5).GetPrimaryKeyLong().ShouldBe(-5);
        var id = Guid.NewGuid();
        engine.Client.GetGrain<IFlakyGrain>(id).GetPrimaryKey().ShouldBe(id);
    }

    [Fact]
    public async Task First_calls_at_once_share_one_activation()
    {
        var key = Guid.NewGuid().ToString();

        var activations = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            Task.Run(() => engine.Client.GetGrain<IEchoGrain>(key).ActivationAsync())));

        activations.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Another_key_is_another_grain()
    {
        var other = engine.Client.GetGrain<IEchoGrain>(Guid.NewGuid().ToString());

        (await other.ActivationAsync()).ShouldNotBe(await _echo.ActivationAsync());
    }
}
