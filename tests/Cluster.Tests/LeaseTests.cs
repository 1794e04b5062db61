using Fabric.Cluster.Tests.Support;
using Fabric.Testing;

namespace Fabric.Cluster.Tests;

/// <summary>A silo acts while it is in touch, and ends when it is not (docs/failover.md).</summary>
public sealed class LeaseTests
{
    /// <summary>At 20 ms each, much longer than the lease of 2 s.</summary>
    private const int ChangesMeanwhile = 300;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_silo_alone_outlives_an_outage_of_the_database()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var scene = await Scene.CreateAsync(postgres);
        var users = scene.AddUsers(20);
        var silo = await scene.StartSiloAsync();
        var gateway = await scene.StartGatewayAsync();
        var staleness = new Staleness();
        await using var subscriber = await Subscriber.OfAllAsync(staleness, gateway.LanyardSocket);
        await using var traffic = new Traffic(scene, users, staleness);
        await traffic.FlowsAsync();

        await postgres.KillAsync();
        await traffic.FlowsAsync(ChangesMeanwhile);
        await postgres.StartAsync();
        await traffic.FlowsAsync();

        (silo.IsRunning, scene.Discord.Counters.Connections).ShouldBe((true, 1));
    }

    [Fact]
    public async Task A_silo_that_is_out_of_touch_for_too_long_ends_with_status_1_and_says_why()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var scene = await Scene.CreateAsync(postgres);
        var silo = await scene.StartSiloAsync("Failover:StoreAbsenceLimit=00:00:03");

        await postgres.KillAsync();

        (await silo.EndAsync(EndLimit)).ShouldBe(1);
        silo.Output.ShouldContain(static line => line.Contains("out of touch", StringComparison.Ordinal));
    }
}
