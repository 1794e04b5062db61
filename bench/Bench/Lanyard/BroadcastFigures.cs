using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;

namespace Fabric.Bench.Lanyard;

/// <summary>One presence change to thousands of sockets, beside the bare server's broadcast of the same bytes to as many.</summary>
internal static class BroadcastFigures
{
    private const int Sockets = 5_000;
    private const int Changes = 20;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Stage stage)
    {
        var fabric = await stage.FabricAsync();
        var bare = await stage.BareAsync();
        await bare.SetBodyAsync(await Broadcasts.EventAsync(fabric, user: 0));
        var feed = await fabric.FeedAsync();
        using var ours = await SocketSwarm.ConnectAsync(fabric.Address, "/socket", Sockets, Commands.SubscribeTo(0), Broadcasts.Answers);
        using var theirs = await SocketSwarm.ConnectAsync(bare.Address, "/socket", Sockets, greeting: null, answers: 0);
        var times = new List<double>();
        var duel = new Duel("delivery");
        await duel.RunAsync(
            (fabric, () => Broadcasts.ChangeAsync(feed, ours, user: 0, Changes, times)),
            (bare, () => Broadcasts.SendAsync(bare, theirs, messages: 1, Changes)));
        return
        [
            .. duel.Figures($"one change to {Sockets:N0} sockets: deliveries", "bare Kestrel", 0.8),
            new Figure($"Discord's frame to the last of {Sockets:N0} sockets, median", Samples.Median(times), "ms", 150, Better.Lower),
        ];
    }
}
