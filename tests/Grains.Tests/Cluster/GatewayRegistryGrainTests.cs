using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Cluster;

public sealed class GatewayRegistryGrainTests
{
    [Fact]
    public async Task A_gateway_is_alive_while_it_renews_and_known_after_the_silo_is_gone()
    {
        var (store, gateway) = (new StateStore(), new GatewayId("gateway"));
        await using (var silo = await GrainSilo.StartAsync(store))
        {
            var registry = Of(silo, gateway);
            (await registry.GetStandingAsync(gateway)).ShouldBe(GatewayStanding.Lost);
            await registry.RenewAsync(gateway, isDraining: false);
            (await registry.GetStandingAsync(gateway)).ShouldBe(GatewayStanding.Alive);
            await registry.RenewAsync(gateway, isDraining: true);
            (await registry.GetStandingAsync(gateway)).ShouldBe(GatewayStanding.Draining);
        }

        store.WritesOf($"gateways/{GatewayRegistryKey.Of(gateway)}").ShouldBe(1, "renewals are not stored");
        await using var next = await GrainSilo.StartAsync(store);

        (await Of(next, gateway).GetStandingAsync(gateway)).ShouldBe(GatewayStanding.Alive, "it has its lifetime to renew");
        await Eventually.TrueAsync(
            async () => await Of(next, gateway).GetStandingAsync(gateway) == GatewayStanding.Lost, "the gateway that does not renew to count as lost");
    }

    [Fact]
    public async Task A_gateway_that_left_is_forgotten()
    {
        var (store, gateway) = (new StateStore(), new GatewayId("gateway"));
        await using var silo = await GrainSilo.StartAsync(store);
        await Of(silo, gateway).RenewAsync(gateway, isDraining: false);

        await Of(silo, gateway).LeaveAsync(gateway);

        (await Of(silo, gateway).GetStandingAsync(gateway)).ShouldBe(GatewayStanding.Lost);
        store[$"gateways/{GatewayRegistryKey.Of(gateway)}"].ShouldBe("""{"gateways":[]}""");
    }

    private static IGatewayRegistryGrain Of(GrainSilo silo, GatewayId gateway) =>
        silo.Client.GetGrain<IGatewayRegistryGrain>(GatewayRegistryKey.Of(gateway));
}
