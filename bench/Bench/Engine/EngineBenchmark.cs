using Fabric.Bench.Figures;
using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>The engine in one process: calls, activations, streams, start.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private static readonly (string Part, Func<string, Task<IEnumerable<Figure>>> MeasureAsync)[] Table =
    [
        ("calls", static directory => OnHostAsync(directory, CallFigures.MeasureAsync)),
        ("streams", static directory => OnHostAsync(directory, StreamFigures.MeasureAsync)),
        ("activations", ActivationFigures.MeasureAsync),
        ("start", StartFigures.MeasureAsync),
    ];

    public string Name => "engine";

    public string Summary => "grain calls, activations, streams and start-up in one process";

    public IReadOnlyList<string> Parts { get; } = [.. Table.Select(static part => part.Part)];

    public async Task MeasureAsync(BenchmarkRun run)
    {
        var directory = Directory.CreateTempSubdirectory("fabric-bench-").FullName;
        try
        {
            foreach (var (part, measureAsync) in Table)
            {
                await run.MeasureAsync(part, () => measureAsync(Path.Combine(directory, part)));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IEnumerable<Figure>> OnHostAsync(string directory, Func<IClusterClient, Task<IEnumerable<Figure>>> measureAsync)
    {
        await using var host = await EngineHost.StartAsync(directory);
        return await measureAsync(host.Client);
    }
}
