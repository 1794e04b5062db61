using Fabric.Engine.Silo.Grains;
using Fabric.Engine.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;

namespace Fabric.Engine.Tests;

public sealed class StateTests(EngineFixture engine) : StateContract(engine)
{
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
