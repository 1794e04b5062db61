using Fabric.Bench.Cluster;
using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>
/// Gateways that are killed while events stream through them: what a client misses, and what it is sent twice. Each event carries a number, in
/// its track's user data; one counts as due once its request was answered.
/// </summary>
internal static class LossFigures
{
    private const int Kills = 200;
    private const int Players = 10;
    private const ulong User = 817327181659111454;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var cluster = await FabricCluster.StartAsync(postgres, silos: 1, users: 0);
        await using var driver = new EventDriver(cluster.Gateway.Lavalink, Players);
        var random = new Random(1);
        var bot = await LavalinkBot.ConnectAsync(cluster.Gateway.Lavalink, User, onMessage: driver.OnMessage);
        await bot.BeResumableAsync();
        driver.Start(bot.Session);
        for (var kill = 0; kill < Kills; kill++)
        {
            // The socket is on a gateway that dies; requests go to one that does not.
            await using var victim = await cluster.StartGatewayAsync();
            bot = await ResumeAsync(bot, victim.Lavalink, driver);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 500)), TimeProvider.System);
            await victim.SignalAsync("KILL");
            bot = await ResumeAsync(bot, cluster.Gateway.Lavalink, driver);
        }

        await driver.StopAsync();
        await Eventually.TrueAsync(() => driver.Missing == 0, "every event to come", Settle, () => $"{driver.Missing} missing").ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await bot.DisposeAsync();
        return
        [
            new Figure($"events lost in {Kills} kills of the gateway with the socket", driver.Missing, "events", 0, Better.Lower),
            new Figure("  sent twice", driver.Repeated, "events", null, Better.Lower),
            new Figure("  sent in all", driver.Due, "events", null, Better.Higher),
        ];
    }

    private static async Task<LavalinkBot> ResumeAsync(LavalinkBot bot, Uri server, EventDriver driver)
    {
        var next = await LavalinkBot.ConnectAsync(server, User, bot.Session, driver.OnMessage);
        await bot.DisposeAsync();
        return next.IsResumed ? next : throw new InvalidOperationException("The session was not resumed.");
    }
}
