using Fabric.Bench.Figures;

namespace Fabric.Bench.Engine;

/// <summary>The engine in one process: calls, activations, streams, start.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    public string Name => "engine";

    public string Summary => "grain calls, activations, streams and start-up in one process";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("fabric-bench-").FullName;
        try
        {
            var figures = new List<Figure>();
            await using (var host = await EngineHost.StartAsync(Path.Combine(directory, "calls")))
            {
                figures.AddRange(await CallFigures.MeasureAsync(host.Client));
                figures.AddRange(await StreamFigures.MeasureAsync(host.Client));
            }

            cancellationToken.ThrowIfCancellationRequested();
            figures.AddRange(await ActivationFigures.MeasureAsync(Path.Combine(directory, "grains")));
            cancellationToken.ThrowIfCancellationRequested();
            figures.AddRange(await StartFigures.MeasureAsync(directory));
            return figures;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
