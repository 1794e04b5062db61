using Fabric.Bench.Cluster;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>Changes of players' volumes, by 64 clients that each have a player.</summary>
internal static class PatchFigures
{
    private const int Clients = 64;
    private const int Rounds = 5;
    private const ulong User = 817327181659111454;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await LavalinkServer.StartAsync();
        return await MeasureAsync("PATCH player (volume), one process", fabric.Address, 8_000);
    }

    public static async Task<IEnumerable<Figure>> MeasureGatewayAsync()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var cluster = await FabricCluster.StartAsync(postgres, silos: 1, users: 0);
        return await MeasureAsync("PATCH player (volume), a gateway and a silo", cluster.Gateway.Lavalink, 3_000);
    }

    private static async Task<IEnumerable<Figure>> MeasureAsync(string name, Uri server, double target)
    {
        await using var bot = await LavalinkBot.ConnectAsync(server, User);
        var requests = Enumerable.Range(1, Clients)
            .Select(guild => HttpSwarm.Request(server, "PATCH", bot.PlayerPath((ulong)guild), FabricProcess.LavalinkPassword, """{"volume":50}"""));
        using var swarm = new HttpSwarm(server, [.. requests]);
        await Task.Run(() => swarm.Run(Round));
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await Task.Run(() => swarm.Run(Round)) / Round.TotalSeconds);
        }

        return [new Figure(name, Samples.Median(rates), "/s", target, Better.Higher)];
    }
}
