using Fabric.Engine.Tests.Grains;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Fabric.Engine.Tests;

public sealed class StateTests(EngineFixture engine)
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
    public async Task A_failure_of_the_store_reaches_the_caller_as_the_engines_exception()
    {
        using var host = await EngineFixture.StartSiloAsync(silo => silo.Services.AddGrainStorage(Stores.Main, static (_, _) => new FullStore()));
        var counter = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>(1);

        var failure = await Should.ThrowAsync<OrleansException>(() => counter.AddAsync(1));

        failure.ShouldBeOfType<OrleansException>().Message.ShouldContain("the disk is full");
        await host.StopAsync(TestContext.Current.CancellationToken);
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

    [Fact]
    public async Task A_silo_offers_only_the_classes_of_its_options()
    {
        using var host = await EngineFixture.StartSiloAsync(silo =>
            silo.Configure<GrainTypeOptions>(options => options.Classes.Remove(typeof(EchoGrain))));
        var client = host.Services.GetRequiredService<IClusterClient>();

        await Should.ThrowAsync<ArgumentException>(async () => await client.GetGrain<IEchoGrain>("x").EchoAsync("x"));

        (await client.GetGrain<ICounterGrain>(1).GetAsync()).ShouldBe(0);
        await host.StopAsync();
    }
}
