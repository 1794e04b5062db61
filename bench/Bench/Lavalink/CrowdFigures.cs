using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>Many players that play, without sound: what they cost while nobody asks for anything.</summary>
internal static class CrowdFigures
{
    private const int Sessions = 50;
    private const int PlayersOfSession = 100;
    private const int Players = Sessions * PlayersOfSession;

    /// <summary>For the memory: the more there are, the less counts what the collector has or has not done just then.</summary>
    private const int ManyOfSession = 400;
    private const int Many = Sessions * ManyOfSession;

    private const ulong FirstUser = 817327181659111454;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await LavalinkServer.StartAsync();
        var bots = new List<LavalinkBot>();
        try
        {
            for (var session = 0; session < Sessions; session++)
            {
                bots.Add(await LavalinkBot.ConnectAsync(fabric.Address, FirstUser + (ulong)session));
            }

            // A few players are asked as often as many are made afterwards: what every process has once it has worked that much is not the players'.
            await Task.WhenAll(bots.Select(static bot => PlayAsync(bot, guild: 1, ManyOfSession)));
            await Task.Delay(Rest, TimeProvider.System);
            var before = fabric.Memory;
            await FillAsync(bots, 2, PlayersOfSession);
            await Task.Delay(Rest, TimeProvider.System);

            var (began, messages, clock) = (fabric.ProcessorTime, bots.Sum(static bot => bot.Messages), Stopwatch.StartNew());
            await Task.Delay(Duration, TimeProvider.System);
            var load = (fabric.ProcessorTime - began) / clock.Elapsed;
            var rate = (bots.Sum(static bot => bot.Messages) - messages) / clock.Elapsed.TotalSeconds;

            await FillAsync(bots, PlayersOfSession + 1, ManyOfSession);
            await Task.Delay(Rest, TimeProvider.System);
            var grown = (fabric.Memory - before) / (double)(Many - Sessions);
            return
            [
                new Figure($"{Players:N0} players in {Sessions} sessions: processor, of one core", load * 100, "%", 25, Better.Lower),
                new Figure("  messages received", rate, "/s", null, Better.Higher),
                new Figure($"memory per player of {Many:N0}, without sound", grown, "bytes", 20 * 1024, Better.Lower),
            ];
        }
        finally
        {
            foreach (var bot in bots)
            {
                await bot.DisposeAsync();
            }
        }
    }

    private static Task FillAsync(List<LavalinkBot> bots, int firstGuild, int lastGuild) => Task.WhenAll(bots.Select(async bot =>
    {
        for (var guild = firstGuild; guild <= lastGuild; guild++)
        {
            await PlayAsync(bot, (ulong)guild, times: 1);
        }
    }));

    private static async Task PlayAsync(LavalinkBot bot, ulong guild, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await bot.UpdateAsync(guild, Tracks.Request(Tracks.Endless));
        }
    }
}
