using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Cluster;

/// <summary>The engine across processes: calls, activations, streams, and what happens when a silo dies.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    public string Name => "cluster";

    public string Summary => "grain calls, activations and streams between processes, and silos that die (needs PostgreSQL's server)";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var server = await PostgresServer.StartNewAsync();
        var connection = server.ConnectionString();
        var figures = new List<Figure>();
        Func<string, Task<IEnumerable<Figure>>>[] parts =
        [
            RemoteCallFigures.MeasureAsync,
            RemoteStreamFigures.MeasureAsync,
            ScaleFigures.MeasureAsync,
            RemoteActivationFigures.MeasureAsync,
            KillFigures.MeasureAsync,
            StopFigures.MeasureAsync,
            EndFigures.MeasureAsync,
        ];
        foreach (var measure in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            figures.AddRange(await measure(connection));
        }

        return figures;
    }
}
