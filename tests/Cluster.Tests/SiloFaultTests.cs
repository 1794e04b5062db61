using Fabric.Cluster.Tests.Support;

namespace Fabric.Cluster.Tests;

/// <summary>Subscribers of a gateway that lives are told of everybody's changes on, soon, whatever happens to the silos.</summary>
public sealed class SiloFaultTests(SharedPostgres postgres)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);
    // Nothing tells that a silo stands still but its silence: probes run out first, and calls to it until then.
    private static readonly TimeSpan StandstillLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Each_silo_may_be_killed_in_turn()
    {
        await using var watched = await Watched.StartAsync(postgres.Server);

        foreach (var silo in watched.Silos)
        {
            var next = watched.Scene.StartSiloAsync();
            await next;
            watched.Traffic.Reset();
            await silo.SignalAsync("KILL");
            await silo.EndAsync();
            await watched.Traffic.FlowsAsync();
            watched.ShouldBeFresh("a silo killed");
        }

        await watched.Traffic.EndAsync();
        await Http.ServesAsync(watched.Gateway, watched.Traffic.Last, EndLimit);
        watched.All.Connections.ShouldBe(1, "no client may notice");
    }

    [Fact]
    public async Task A_silo_that_is_asked_to_stop_hands_over_and_ends_with_status_0()
    {
        await using var watched = await Watched.StartAsync(postgres.Server);

        foreach (var silo in watched.Silos)
        {
            await watched.Scene.StartSiloAsync();
            watched.Traffic.Reset();
            await silo.SignalAsync("TERM");
            (await silo.EndAsync(EndLimit)).ShouldBe(0);
            await watched.Traffic.FlowsAsync();
            watched.ShouldBeFresh("a silo stopped");
        }

        watched.All.Connections.ShouldBe(1, "no client may notice");
    }

    [Fact]
    public async Task A_silo_that_stands_still_is_done_without_and_does_no_harm_when_it_goes_on()
    {
        await using var watched = await Watched.StartAsync(postgres.Server);
        var still = watched.Silos[0];

        await still.SignalAsync("STOP");
        await watched.Traffic.FlowsAsync(400);
        watched.ShouldBeFresh("a silo standing still", StandstillLimit);
        watched.Traffic.Reset();
        await still.SignalAsync("CONT");
        await watched.Traffic.FlowsAsync();
        watched.ShouldBeFresh("the silo going on");
        (await still.EndAsync(EndLimit)).ShouldNotBe(0, "a silo that was out of touch ends");

        await watched.Traffic.EndAsync();
        await Http.ServesAsync(watched.Gateway, watched.Traffic.Last, EndLimit);
    }

    [Fact]
    public async Task A_gateway_outlives_all_silos()
    {
        await using var watched = await Watched.StartAsync(postgres.Server);
        foreach (var silo in watched.Silos)
        {
            await silo.SignalAsync("KILL");
            await silo.EndAsync();
        }

        await Http.BecomesUnreadyAsync(watched.Gateway.Operations, EndLimit);
        (await Http.GetAsync(new Uri(watched.Gateway.Operations, "/health/live"))).Status.ShouldBe(200);
        await watched.Scene.StartSiloAsync();
        await Http.BecomesReadyAsync(watched.Gateway.Operations, JoinLimit);
        await watched.Traffic.FlowsAsync();

        await watched.Traffic.EndAsync();
        await Http.ServesAsync(watched.Gateway, watched.Traffic.Last, EndLimit);
        watched.All.Connections.ShouldBe(1, "no client may notice");
    }

    [Fact]
    public async Task A_silo_does_what_its_roles_are_and_nothing_else()
    {
        await using var scene = await Scene.CreateAsync(postgres.Server);
        var users = scene.AddUsers(20);
        await scene.StartSiloAsync("Cluster:Roles=presence");
        var gateway = await scene.StartGatewayAsync();
        var staleness = new Staleness();
        await using var subscriber = await Subscriber.OfAllAsync(staleness, gateway.LanyardSocket);
        scene.Discord.Counters.Connections.ShouldBe(0);

        var ingest = await scene.StartSiloAsync("Cluster:Roles=ingest");
        await using var traffic = new Traffic(scene, users, staleness);
        await traffic.FlowsAsync(100);
        await ingest.SignalAsync("KILL");
        await ingest.EndAsync();
        await traffic.EndAsync();

        (await Http.NumberOfAsync(gateway, users[0])).ShouldBePositive("presences live in the other silo");
        scene.Discord.Gateway.Sessions.ShouldHaveSingleItem("nobody else may take the shard");
    }
}
