using System.Diagnostics;
using System.Text.Json;
using Fabric.Cluster.Tests.Support;
using Fabric.Testing;

namespace Fabric.Cluster.Tests;

/// <summary>Sessions and players outlive the silo that had them: their bots keep their sockets, and miss nothing.</summary>
public sealed class SessionFaultTests(SharedPostgres postgres)
{
    private const int Bots = 8;

    /// <summary>When tracks end, in ms: as the silo dies, while it is missed, after others took over, and never.</summary>
    private static readonly int?[] Ends = [2_000, 6_000, 15_000, null];

    private static readonly TimeSpan ServeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Players_of_a_silo_that_ends_play_on_in_another_and_their_bots_are_told_of_everything_once(string signal)
    {
        await using var scene = await Scene.CreateAsync(postgres.Server);
        var silos = await scene.StartSilosAsync(2);
        var gateway = await scene.StartGatewayAsync();
        var clock = Stopwatch.StartNew();
        await using var audience = await Audience.StartAsync(gateway, Bots, Ends);

        await silos[0].SignalAsync(signal);
        await silos[0].EndAsync(EndLimit);
        var position = await ServedAsync(audience);

        // All were started at most as long ago as the clock runs, and nobody was asked to play again.
        position.ShouldBeInRange(clock.Elapsed.TotalMilliseconds - 15_000, clock.Elapsed.TotalMilliseconds);
        await audience.IsToldAsync("TrackEndEvent finished", Bots * (Ends.Length - 1));
        for (var bot = 0; bot < Bots; bot++)
        {
            for (var guild = 1; guild <= Ends.Length; guild++)
            {
                audience.EventsOf(bot, guild).ShouldBe(
                    Ends[guild - 1] is null ? ["TrackStartEvent"] : ["TrackStartEvent", "TrackEndEvent finished"], $"bot {bot}, guild {guild}");
            }

            audience.Bots[bot].IsConnected.ShouldBeTrue("no bot may notice");
        }
    }

    /// <summary>Every player answers; returns the least position of those whose tracks never end, in ms.</summary>
    private static async Task<double> ServedAsync(Audience audience)
    {
        var least = double.MaxValue;
        foreach (var bot in audience.Bots)
        {
            var seen = "";
            await Eventually.TrueAsync(
                async () =>
                {
                    try
                    {
                        var players = await bot.GetPlayersAsync();
                        seen = players.GetRawText();
                        return players.GetArrayLength() == Ends.Length && (least = Math.Min(least, PositionOf(players))) >= 0;
                    }
                    catch (HttpRequestException exception)
                    {
                        seen = exception.Message;
                        return false;
                    }
                },
                $"the players of session {bot.Session}",
                ServeLimit,
                () => seen);
        }

        return least;
    }

    private static double PositionOf(JsonElement players) => players.EnumerateArray()
        .Single(static player => player.GetProperty("guildId").GetString() == $"{Ends.Length}")
        .GetProperty("state").GetProperty("position").GetDouble();
}
