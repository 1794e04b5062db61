using Fabric.Engine.Silo.Grains;
using Fabric.Engine.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Fabric.Engine.Tests;

public sealed class LifeTests(EngineFixture engine) : LifeContract(engine)
{
    [Fact]
    public async Task A_stopping_silo_deactivates_its_grains()
    {
        var stopped = new List<string>();
        var host = await EngineFixture.StartSiloAsync(silo => silo.Services.AddSingleton(stopped));
        await host.Services.GetRequiredService<IClusterClient>().GetGrain<IFarewellGrain>("farewell").TouchAsync();

        await host.StopAsync();
        host.Dispose();

        stopped.ShouldBe(["farewell"]);
    }
}
