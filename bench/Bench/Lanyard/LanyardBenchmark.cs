using Fabric.Bench.Figures;

namespace Fabric.Bench.Lanyard;

/// <summary>
/// The Lanyard side in a process of its own: what reaches its clients, how fast, and in how much memory; beside the bare web server that it
/// is built on.
/// </summary>
internal sealed class LanyardBenchmark : IBenchmark
{
    private static readonly (string Part, Func<Stage, Task<IEnumerable<Figure>>> MeasureAsync)[] Table =
    [
        ("broadcast", BroadcastFigures.MeasureAsync),
        ("burst", BurstFigures.MeasureAsync),
        ("zlib", CompressionFigures.MeasureAsync),
        ("latency", LatencyFigures.MeasureAsync),
        ("gateway", static _ => LatencyFigures.MeasureGatewayAsync()),
        ("rest", RestFigures.MeasureAsync),
        ("ingest", static _ => IngestFigures.MeasureAsync()),
        ("memory", static _ => MemoryFigures.MeasureAsync()),
        ("sockets", static _ => SocketMemoryFigures.MeasureAsync()),
        ("churn", static _ => ChurnFigures.MeasureAsync()),
        ("all", static _ => SubscribeAllFigures.MeasureAsync()),
        ("start", static _ => LoadFigures.MeasureAsync()),
    ];

    public string Name => "lanyard";

    public string Summary => "presences to clients, beside bare Kestrel (needs Linux; the part gateway PostgreSQL's server)";

    public IReadOnlyList<string> Parts { get; } = [.. Table.Select(static part => part.Part)];

    public async Task MeasureAsync(BenchmarkRun run)
    {
        await using var stage = new Stage();
        foreach (var (part, measureAsync) in Table)
        {
            await run.MeasureAsync(part, () => measureAsync(stage));
        }
    }
}
