using System.Diagnostics;
using System.Text.Json;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Servers;
using Fabric.Testing;
using Microsoft.Data.Sqlite;

namespace Fabric.Bench.Lanyard;

/// <summary>
/// Presence changes as fast as one shard takes them while nobody follows anybody: to the last one's being served, and to the shard's having
/// stored that all are.
/// </summary>
internal static class IngestFigures
{
    private const int Users = 10_000;
    private const int WarmUp = 50_000;
    private const int Changes = 200_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await FabricServer.StartAsync(Users);
        await FeedAsync(fabric, 0, WarmUp);
        var (served, stored, processor) = await FeedAsync(fabric, WarmUp, Changes);
        return
        [
            new Figure("presence changes ingested by one shard and served", Changes / served.TotalSeconds, "/s", 20_000, Better.Higher),
            new Figure("  the same until all are stored", Changes / stored.TotalSeconds, "/s", null, Better.Higher),
            new Figure("  processor time per change", processor.TotalMicroseconds / Changes, "µs", null, Better.Lower),
        ];
    }

    private static async Task<(TimeSpan Served, TimeSpan Stored, TimeSpan Processor)> FeedAsync(FabricServer fabric, int first, int count)
    {
        var feed = await fabric.FeedAsync();
        var changes = await feed.PrepareAsync(Enumerable.Range(first, count).Select(static number => (number % Users, (long)number)));
        var before = fabric.ProcessorTime;
        var clock = Stopwatch.StartNew();
        await changes.SendAsync();

        // Users are side by side: the last changes of several tell.
        for (var number = first + count - 64; number < first + count; number++)
        {
            await ShowsAsync(fabric, number);
        }

        var served = clock.Elapsed;
        await Eventually.TrueAsync(() => StoredSequence(fabric) == feed.Sequence, "the shard to store how far it is", Limit, () => $"{StoredSequence(fabric)} of {feed.Sequence}");
        return (served, clock.Elapsed, fabric.ProcessorTime - before);
    }

    private static Task ShowsAsync(FabricServer fabric, int number) =>
        Eventually.TrueAsync(async () => await fabric.NumberOfAsync(number % Users) == number, $"change {number} to be served", Limit);

    private static long StoredSequence(FabricServer fabric)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(fabric.DataDirectory, "*.db").Single()};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM grain_state WHERE state_name = 'shard'";
        return command.ExecuteScalar() is string payload && JsonDocument.Parse(payload) is var state
            ? state.RootElement.GetProperty("sequence").GetInt64()
            : 0;
    }
}
