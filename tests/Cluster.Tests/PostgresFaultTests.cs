using Fabric.Cluster.Tests.Support;
using Fabric.Testing;

namespace Fabric.Cluster.Tests;

/// <summary>The database may go away: changes reach subscribers meanwhile, and none is lost when it is back.</summary>
public sealed class PostgresFaultTests
{
    private const int ServiceUnavailable = 503;

    /// <summary>Ten of each user.</summary>
    private const int ChangesMeanwhile = 600;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_and_started_again_under_load_it_costs_no_change_and_no_process()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var watched = await Watched.StartAsync(postgres);

        await postgres.KillAsync();
        await watched.Traffic.FlowsAsync(ChangesMeanwhile);
        watched.ShouldBeFresh("the database away");
        var (served, _) = await Http.GetAsync(new Uri(watched.Gateway.Lanyard, $"/v1/users/{watched.Users[0]}"));
        served.ShouldBe(200, "what is known is served on");
        await postgres.StartAsync();
        await watched.Traffic.FlowsAsync();
        await watched.Traffic.EndAsync();
        var last = watched.Traffic.Last;

        watched.Silos.Append(watched.Gateway).ShouldAllBe(static process => process.IsRunning);
        await Eventually.TrueAsync(() => AreStoredAsync(watched, last.Values), "the last change of every user to be stored", Limit);
        await ServesFromStorageAloneAsync(watched);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_silo_that_is_killed_meanwhile_costs_no_change_either(int killed)
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var watched = await Watched.StartInRolesAsync(postgres);
        await Eventually.TrueAsync(() => IsSessionStoredAsync(watched), "Discord's session to be stored", Limit);
        await postgres.KillAsync();
        await watched.Traffic.FlowsAsync(ChangesMeanwhile);
        await watched.Traffic.EndAsync();
        var last = watched.Traffic.Last;

        await watched.Silos[killed].SignalAsync("KILL");
        await watched.Silos[killed].EndAsync();
        await postgres.StartAsync();
        await watched.Scene.StartSiloAsync();

        await Eventually.TrueAsync(() => AreStoredAsync(watched, last.Values), "the last change of every user to be stored", Limit);
        await Http.ServesAsync(watched.Gateway, last, Limit);
        watched.Scene.Discord.Counters.Identifies.ShouldBe(1, "Discord tells again what it told, in the same session");
        watched.Scene.Discord.Counters.Resumes.ShouldBePositive();
        watched.All.Connections.ShouldBe(1, "no client may notice");
    }

    [Fact]
    public async Task Processes_wait_for_one_that_is_away_at_their_start()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var scene = await Scene.CreateAsync(postgres);
        await postgres.StopAsync();

        var silo = scene.Start(scene.SiloOptions());
        var gateway = scene.Start(scene.GatewayOptions());
        await silo.SayAsync(new("PostgreSQL .* is away"), Limit);
        await gateway.SayAsync(new("PostgreSQL .* is away"), Limit);
        await postgres.StartAsync();
        await silo.BeReadyAsync();
        await gateway.BeReadyAsync();

        await Http.BecomesReadyAsync(gateway.Operations, Limit);
    }

    [Fact]
    public async Task A_process_that_waits_for_it_ends_when_it_is_asked_to()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var scene = await Scene.CreateAsync(postgres);
        await postgres.StopAsync();
        var silo = scene.Start(scene.SiloOptions());
        await silo.SayAsync(new("PostgreSQL .* is away"), Limit);

        await silo.SignalAsync("TERM");

        (await silo.EndAsync(Limit)).ShouldBe(0);
    }

    private static async Task<bool> IsSessionStoredAsync(Watched watched) =>
        await watched.Scene.QueryAsync<long>("SELECT count(*) FROM fabric.grain_state WHERE payload LIKE '%\"sessionId\":\"%'") == 1;

    private static async Task<bool> AreStoredAsync(Watched watched, IEnumerable<long> numbers)
    {
        var wanted = string.Join(" OR ", numbers.Select(static number => $"payload LIKE '%\"state\":\"{number}\"%'"));
        return await watched.Scene.QueryAsync<long>($"SELECT count(*) FROM fabric.grain_state WHERE {wanted}") == watched.Users.Count;
    }

    /// <summary>Everything is killed, and Discord tells nothing any more.</summary>
    private static async Task ServesFromStorageAloneAsync(Watched watched)
    {
        watched.Scene.Discord.Rest.FailNext(ServiceUnavailable, 1000);
        watched.Scene.Discord.Gateway.AcceptConnections = false;
        foreach (var silo in watched.Silos)
        {
            await silo.SignalAsync("KILL");
            await silo.EndAsync();
        }

        await watched.Scene.StartSiloAsync();
        await Http.BecomesReadyAsync(watched.Gateway.Operations, Limit);
        await Http.ServesAsync(watched.Gateway, watched.Traffic.Last, Limit);
    }
}
