using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Edge.Operations;
using Fabric.Grains.Ingest;
using Orleans;

namespace Fabric.Silo;

/// <summary>Not ready while the shard of a configured bot is not connected: what is served then grows stale.</summary>
internal sealed class ShardReadiness(IEnumerable<BotOptions> bots, IGrainFactory grains) : IReadinessCheck
{
    /// <inheritdoc />
    public string Name => "Discord";

    /// <inheritdoc />
    public async ValueTask<string?> FindProblemAsync(CancellationToken cancellation)
    {
        var problems = await Task.WhenAll(bots.Select(bot => FindProblemAsync(new ShardId(bot.Id, 0))));
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? null : string.Join(' ', found);
    }

    private async Task<string?> FindProblemAsync(ShardId shard)
    {
        var status = await grains.GetGrain<IShardGrain>(ShardKey.Of(shard)).GetStatusAsync();
        return status.Connected ? null : $"Shard {shard} is not connected ({status.State}). {status.Failure}".TrimEnd();
    }
}
