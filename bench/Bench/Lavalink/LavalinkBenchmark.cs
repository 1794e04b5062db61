using Fabric.Bench.Figures;

namespace Fabric.Bench.Lavalink;

/// <summary>The Lavalink side without sound: requests, players, sessions and their events.</summary>
internal sealed class LavalinkBenchmark : IBenchmark
{
    private static readonly (string Part, Func<Task<IEnumerable<Figure>>> MeasureAsync)[] Table =
    [
        ("constant", ConstantFigures.MeasureAsync),
        ("patch", PatchFigures.MeasureAsync),
        ("gateway", PatchFigures.MeasureGatewayAsync),
        ("players", CrowdFigures.MeasureAsync),
        ("resume", ResumeFigures.MeasureAsync),
        ("kills", LossFigures.MeasureAsync),
    ];

    public string Name => "lavalink";

    public string Summary => "sessions and players without sound (needs Linux; gateway, resume and kills PostgreSQL's server)";

    public IReadOnlyList<string> Parts { get; } = [.. Table.Select(static part => part.Part)];

    public async Task MeasureAsync(BenchmarkRun run)
    {
        foreach (var (part, measureAsync) in Table)
        {
            await run.MeasureAsync(part, measureAsync);
        }
    }
}
