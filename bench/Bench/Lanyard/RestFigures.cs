using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Feed;

namespace Fabric.Bench.Lanyard;

/// <summary>Reading presences over HTTP, beside an endpoint of the bare server that answers with the same bytes.</summary>
internal static class RestFigures
{
    private const int Clients = 64;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IEnumerable<Figure>> MeasureAsync(Stage stage)
    {
        var fabric = await stage.FabricAsync();
        var bare = await stage.BareAsync();

        // Users of one kind: all answers have the length of the bare server's.
        string[] targets = [.. Enumerable.Range(0, Clients).Select(static client => $"/v1/users/{FeedWorld.UserId(client * 4)}")];
        using var ours = new HttpSwarm(fabric.Address, targets);
        await bare.SetBodyAsync(ours.Body);
        using var theirs = new HttpSwarm(bare.Address, targets);
        var duel = new Duel("request");
        await duel.RunAsync((fabric, () => AskAsync(ours)), (bare, () => AskAsync(theirs)));
        return duel.Figures("GET /v1/users/:id: requests", "bare Kestrel", 0.7);
    }

    private static Task<(int Units, TimeSpan Elapsed)> AskAsync(HttpSwarm swarm) => Task.Run(() => (swarm.Run(Round), Round));
}
