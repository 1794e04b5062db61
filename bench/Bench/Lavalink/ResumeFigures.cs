using System.Diagnostics;
using Fabric.Bench.Cluster;
using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>A session that is resumed through another gateway, with a thousand events that its client has missed.</summary>
internal static class ResumeFigures
{
    private const int Events = 1_000;
    private const int Rounds = 3;
    private const int AtOnce = 32;
    private const ulong User = 817327181659111454;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var cluster = await FabricCluster.StartAsync(postgres, silos: 1, users: 0);
        await using var other = await cluster.StartGatewayAsync();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(await ResumeAsync(cluster.Gateway.Lavalink, other.Lavalink));
        }

        return [new Figure($"resume on another gateway: handshake to the last of {Events:N0} events", Samples.Median(times), "ms", 300, Better.Lower)];
    }

    /// <summary>A thousand players play a track that ends while their client is away.</summary>
    private static async Task<double> ResumeAsync(Uri first, Uri second)
    {
        await using var bot = await LavalinkBot.ConnectAsync(first, User);
        await bot.BeResumableAsync();
        var play = Tracks.Request(Tracks.OfLength((long)Length.TotalMilliseconds));
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(1, Events), options, async (guild, _) => await bot.UpdateAsync((ulong)guild, play));
        if (clock.Elapsed > Length)
        {
            throw new InvalidOperationException($"To start {Events} players took {clock.Elapsed}: some tracks have ended already.");
        }

        bot.Cut();
        await Task.Delay(Length + TimeSpan.FromSeconds(3), TimeProvider.System);
        return await CountAsync(second, bot.Session);
    }

    private static async Task<double> CountAsync(Uri server, string session)
    {
        var last = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ends = 0;
        var began = Stopwatch.GetTimestamp();
        await using var bot = await LavalinkBot.ConnectAsync(server, User, session, message =>
        {
            if (message.TryGetProperty("type", out var type) && type.GetString() == "TrackEndEvent" && ++ends == Events)
            {
                last.TrySetResult(Stopwatch.GetTimestamp());
            }
        });
        var at = await last.Task.WaitAsync(Limit, TimeProvider.System);
        return bot.IsResumed ? Stopwatch.GetElapsedTime(began, at).TotalMilliseconds : throw new InvalidOperationException("The session was not resumed.");
    }
}
