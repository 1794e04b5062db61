using Fabric.Cluster.Tests.Support;

namespace Fabric.Cluster.Tests;

/// <summary>Gateways keep nothing: clients go to the next one and find everything there.</summary>
public sealed class GatewayFaultTests(SharedPostgres postgres)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Clients_of_one_that_ends_get_the_state_and_what_follows_from_another(string signal)
    {
        await using var scene = await Scene.CreateAsync(postgres.Server);
        var users = scene.AddUsers(40);
        await scene.StartSilosAsync(2);
        var gateways = await Task.WhenAll(scene.StartGatewayAsync(), scene.StartGatewayAsync());
        var (moving, staying) = (new Staleness(), new Staleness());
        await using var mover = await Subscriber.OfAllAsync(moving, gateways[0].LanyardSocket, gateways[1].LanyardSocket);
        await using var stayer = await Subscriber.OfAsync(users, staying, gateways[1].LanyardSocket);
        await using var traffic = new Traffic(scene, users, moving, staying);
        await traffic.FlowsAsync(100);
        traffic.Reset();

        await gateways[0].SignalAsync(signal);
        var status = await gateways[0].EndAsync(EndLimit);
        await traffic.FlowsAsync();

        status.ShouldBe(signal == "TERM" ? 0 : 137);
        mover.CloseCode.ShouldBe(signal == "TERM" ? 1001 : null);
        (mover.Connections, stayer.Connections).ShouldBe((2, 1));
        moving.Worst.ShouldBeLessThan(Watched.WorstAllowed);
        staying.Worst.ShouldBeLessThan(Watched.WorstAllowed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{signal}: moving {moving}; staying {staying}");
    }

    [Fact]
    public async Task One_that_is_asked_to_stop_is_not_ready_first_and_serves_on_for_the_delay()
    {
        await using var scene = await Scene.CreateAsync(postgres.Server);
        await scene.StartSiloAsync();
        var gateway = await scene.StartGatewayAsync("Operations:DrainDelay=00:00:03");
        await Http.BecomesReadyAsync(gateway.Operations, EndLimit);

        await gateway.SignalAsync("TERM");
        await Http.BecomesUnreadyAsync(gateway.Operations, EndLimit);
        var (status, body) = await Http.GetAsync(new Uri(gateway.Operations, "/health/ready"));
        var (served, _) = await Http.GetAsync(gateway.Lanyard);

        (status, served).ShouldBe((503, 200));
        body.ShouldContain("it has been asked to stop");
        (await gateway.EndAsync(EndLimit)).ShouldBe(0);
    }
}
