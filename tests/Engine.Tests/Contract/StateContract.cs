using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Orleans.Storage;

namespace Fabric.Engine.Tests.Contract;

/// <summary>How state is kept: the part of the contract that holds on one silo and on several.</summary>
public abstract class StateContract(IEngine engine)
{
    private static long _lastKey;

    private readonly ICounterGrain _counter = engine.Client.GetGrain<ICounterGrain>(Interlocked.Increment(ref _lastKey));

    [Fact]
    public async Task State_is_new_where_none_was_stored()
    {
        var (value, exists, etag) = await _counter.InspectAsync();

        value.ShouldBe(0);
        exists.ShouldBeFalse();
        etag.ShouldBeNull();
    }

    [Fact]
    public async Task Stored_state_outlives_the_activation()
    {
        await _counter.AddAsync(5);
        var first = await _counter.ActivationAsync();
        await _counter.EndAsync();

        await Eventually.TrueAsync(async () => await _counter.ActivationAsync() != first, "a new activation");

        (await _counter.GetAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Each_write_has_a_new_tag()
    {
        await _counter.AddAsync(1);
        var (_, _, first) = await _counter.InspectAsync();

        await _counter.AddAsync(1);

        var (_, exists, second) = await _counter.InspectAsync();
        exists.ShouldBeTrue();
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Cleared_state_is_new()
    {
        await _counter.AddAsync(1);

        await _counter.ClearAsync();

        var (value, exists, _) = await _counter.InspectAsync();
        value.ShouldBe(0);
        exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stale_write_throws_and_ends_the_activation()
    {
        await _counter.AddAsync(1);
        var first = await _counter.ActivationAsync();

        await Should.ThrowAsync<InconsistentStateException>(_counter.WriteStaleAsync);

        await Eventually.TrueAsync(async () => await _counter.ActivationAsync() != first, "a new activation");
        (await _counter.GetAsync()).ShouldBe(1000);
    }

}
