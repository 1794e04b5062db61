using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>Changes to sockets with <c>zlib_json</c> beside changes to as many plain ones of the same process.</summary>
internal static class CompressionFigures
{
    private const int Sockets = 5_000;
    private const int Changes = 20;

    /// <summary>Two users of the same kind, whose presences are as long.</summary>
    private const int PlainUser = 0;
    private const int CompressedUser = 4;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Stage stage)
    {
        var fabric = await stage.FabricAsync();
        var feed = await fabric.FeedAsync();
        using var compressed = await ConnectAsync(fabric, "/socket?compression=zlib_json", CompressedUser);
        using var plain = await ConnectAsync(fabric, "/socket", PlainUser);
        var duel = new Duel("delivery");
        await duel.RunAsync(
            (fabric, () => Broadcasts.ChangeAsync(feed, compressed, CompressedUser, Changes)),
            (fabric, () => Broadcasts.ChangeAsync(feed, plain, PlainUser, Changes)));
        return duel.Figures($"one change to {Sockets:N0} sockets with zlib_json: deliveries", "plain ones", 0.8);
    }

    private static Task<SocketSwarm> ConnectAsync(FabricServer fabric, string target, int user) =>
        SocketSwarm.ConnectAsync(fabric.Address, target, Sockets, Commands.SubscribeTo(user), Broadcasts.Answers);
}
