using Fabric.Abstractions.Ingest;
using Fabric.Edge.Operations;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;

namespace Fabric.Silo;

/// <summary>Not ready while a bot cannot be followed, or a shard of this silo is not connected: what is served then grows stale.</summary>
internal sealed class ShardReadiness(BotRegistry bots, IngestStanding standing, LocalEntities here, ShardHost shards) : IReadinessCheck
{
    /// <inheritdoc />
    public string Name => "Discord";

    /// <inheritdoc />
    public string Detail => Shards is [] ? "no shards here" : $"shards here: {string.Join(' ', Shards)}";

    private string[] Shards => [.. here.OfKind(ShardKey.Kind).Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public ValueTask<string?> FindProblemAsync(CancellationToken cancellation)
    {
        string[] problems = bots.All.Count == 0 ? [] : [.. standing.Problems, .. Shards.Select(FindProblem).OfType<string>()];
        return ValueTask.FromResult(problems.Length == 0 ? null : string.Join(' ', problems));
    }

    private string? FindProblem(string shard) => shards.FindStatus(ShardKey.Parse(shard)) switch
    {
        null => $"Shard {shard} is being started.",
        { Connected: true } => null,
        var status => $"Shard {shard} is not connected ({status.State}). {status.Failure}".TrimEnd(),
    };
}
