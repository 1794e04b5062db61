using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;

namespace Fabric.Bench.Lanyard;

/// <summary>Bursts of changes to sockets that follow everybody, beside the bare server's sending as many messages one by one.</summary>
internal static class BurstFigures
{
    private const int Sockets = 1_000;
    private const int Users = 20;
    private const int Bursts = 10;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Stage stage)
    {
        var fabric = await stage.FabricAsync();
        var bare = await stage.BareAsync();
        await bare.SetBodyAsync(await Broadcasts.EventAsync(fabric, user: 0));
        var feed = await fabric.FeedAsync();
        using var ours = await SocketSwarm.ConnectAsync(fabric.Address, "/socket", Sockets, Commands.SubscribeToAll, Broadcasts.Answers);
        using var theirs = await SocketSwarm.ConnectAsync(bare.Address, "/socket", Sockets, greeting: null, answers: 0);
        var duel = new Duel("delivery");
        await duel.RunAsync(
            (fabric, () => Broadcasts.BurstAsync(feed, ours, Users, Bursts)),
            (bare, () => Broadcasts.SendAsync(bare, theirs, Users, Bursts)));
        return duel.Figures($"{Users} changes at once to {Sockets:N0} sockets: deliveries", "bare Kestrel", 2.5);
    }
}
