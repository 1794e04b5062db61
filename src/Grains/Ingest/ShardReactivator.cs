using Fabric.Abstractions.Ingest;
using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>Has shards connect again: each resumes its Discord session.</summary>
internal sealed class ShardReactivator(IGrainFactory grains) : IReactivator
{
    /// <inheritdoc />
    public string Kind => ShardKey.Kind;

    /// <inheritdoc />
    public Task ReactivateAsync(string key) => grains.GetGrain<IShardGrain>(ShardKey.Of(ShardKey.Parse(key))).StartAsync(answersCommands: null);
}
