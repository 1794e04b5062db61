using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Servers;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>Answers that never change, beside an endpoint of the bare server with the same bytes.</summary>
internal static class ConstantFigures
{
    private const int Clients = 64;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await LavalinkServer.StartAsync();
        await using var bare = await BareKestrelProcess.StartAsync();
        var figures = new List<Figure>();
        foreach (var path in new[] { "/v4/info", "/version" })
        {
            using var ours = new HttpSwarm(fabric.Address, Requests(fabric.Address, path));
            await bare.SetBodyAsync(ours.Body);
            using var theirs = new HttpSwarm(bare.Address, Requests(bare.Address, path));
            var duel = new Duel("request");
            await duel.RunAsync((fabric, () => AskAsync(ours)), (bare, () => AskAsync(theirs)));
            figures.AddRange(duel.Figures($"GET {path}: requests", "bare Kestrel", 0.8));
        }

        return figures;
    }

    private static byte[][] Requests(Uri server, string path) =>
        [.. Enumerable.Repeat(HttpSwarm.Request(server, "GET", path, FabricProcess.LavalinkPassword), Clients)];

    private static Task<(int Units, TimeSpan Elapsed)> AskAsync(HttpSwarm swarm) => Task.Run(() => (swarm.Run(Round), Round));
}
