using Fabric.Bench.Cluster;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Feed;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Bench.Lanyard;

/// <summary>The time from Discord's frame to the one subscriber of an idle system: in one process, and by way of a gateway and a silo.</summary>
internal static class LatencyFigures
{
    private const int Users = 60;
    private const int WarmUp = 2_000;
    private const int Changes = 300;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    public static async Task<IEnumerable<Figure>> MeasureAsync(Stage stage)
    {
        var fabric = await stage.FabricAsync();
        var samples = await MeasureAsync(fabric.Socket, await fabric.FeedAsync());
        return Figures("Discord's frame to a subscriber, idle, one process", samples, 2);
    }

    public static async Task<IEnumerable<Figure>> MeasureGatewayAsync()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var feed = await DiscordFeed.StartAsync(new FeedWorld(Users));
        using var directory = new TemporaryDirectory();
        var options = new ClusterProcessOptions
        {
            DataDirectory = directory.Of("data"),
            ConnectionString = server.ConnectionString(),
            BotToken = DiscordFeed.Token,
            DiscordApi = feed.Api,
        };
        await using var silo = await FabricProcess.StartReadyAsync(options.Silo());
        await using var gateway = await FabricProcess.StartReadyAsync(options.Gateway());
        var samples = await MeasureAsync(gateway.LanyardSocket, await feed.ConnectedAsync());
        return Figures("Discord's frame to a subscriber, idle, gateway and silo", samples, 5);
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(Uri socket, FeedConnection feed)
    {
        var probe = new LatencyProbe(feed, Users);
        await using var subscriber = await PresenceSubscriber.StartAsync(
            socket, Enumerable.Range(0, Users).Select(static user => (Snowflake)FeedWorld.UserId(user)), probe.OnReceived);
        await probe.FlowAsync();
        await probe.RunAsync(WarmUp, TimeSpan.Zero);
        return await probe.RunAsync(Changes, Period);
    }

    private static IEnumerable<Figure> Figures(string name, IReadOnlyList<double> samples, double target) =>
    [
        new Figure($"{name}, median", Samples.Median(samples), "ms", target, Better.Lower),
        new Figure("  the same, 99th percentile", Samples.Percentile(samples, 99), "ms", null, Better.Lower),
    ];
}
