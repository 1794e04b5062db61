using Fabric.Bench.Figures;
using Fabric.Testing;

namespace Fabric.Bench.Cluster;

/// <summary>
/// Several processes around PostgreSQL: the engine's calls, activations and streams, what happens when a silo dies, and what a presence
/// change takes and costs in the whole fabric.
/// </summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    private static readonly (string Part, Func<PostgresServer, Task<IEnumerable<Figure>>> MeasureAsync)[] Table =
    [
        ("calls", OnDatabase(RemoteCallFigures.MeasureAsync)),
        ("streams", OnDatabase(RemoteStreamFigures.MeasureAsync)),
        ("scale", OnDatabase(ScaleFigures.MeasureAsync)),
        ("activations", OnDatabase(RemoteActivationFigures.MeasureAsync)),
        ("kill", OnDatabase(KillFigures.MeasureAsync)),
        ("stop", OnDatabase(StopFigures.MeasureAsync)),
        ("end", OnDatabase(EndFigures.MeasureAsync)),
        ("presence", PresenceFigures.MeasureAsync),
        ("presence-scale", PresenceScaleFigures.MeasureAsync),
    ];

    public string Name => "cluster";

    public string Summary => "calls, streams and presence changes between processes, and silos that die (needs PostgreSQL's server)";

    public IReadOnlyList<string> Parts { get; } = [.. Table.Select(static part => part.Part)];

    public async Task MeasureAsync(BenchmarkRun run)
    {
        await using var server = await PostgresServer.StartNewAsync();
        foreach (var (part, measureAsync) in Table)
        {
            await run.MeasureAsync(part, () => measureAsync(server));
        }
    }

    /// <summary>The silos of the engine's tests share one database: each cluster has an id of its own.</summary>
    private static Func<PostgresServer, Task<IEnumerable<Figure>>> OnDatabase(Func<string, Task<IEnumerable<Figure>>> measureAsync) =>
        server => measureAsync(server.ConnectionString());
}
