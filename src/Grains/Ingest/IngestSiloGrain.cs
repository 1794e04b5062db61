using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ingest;
using Fabric.Grains.Cluster;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Takes shards over for the silo of its key, and only there: each silo calls its own first and keeps it active, as with
/// <see cref="SiloProbeGrain" />.
/// </summary>
[PreferLocalPlacement]
public sealed class IngestSiloGrain(LocalEntities here, ILocalSiloDetails silo, TimeProvider time) : Grain, IIngestSiloGrain
{
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        silo.SiloAddress.RequireToBe(SiloProbeKey.Parse(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StayAsync() => Task.CompletedTask;

    /// <summary>
    /// Where the engine's directory has not forgotten where the shard was, as may be while it is handed over itself, the call leads back there:
    /// then the shard is told to come.
    /// </summary>
    public async Task TakeAsync(ShardRun run)
    {
        var shard = GrainFactory.GetGrain<IShardGrain>(ShardKey.Of(run.Shard));
        await shard.StartAsync(run.AnswersCommands);
        for (var attempt = 1; attempt < Attempts && !here.Contains(ShardKey.EntityOf(run.Shard).ToString()); attempt++)
        {
            await shard.MoveAsync(silo.SiloAddress.ToId());
            await Task.Delay(Pause, time);
            await shard.StartAsync(run.AnswersCommands);
        }
    }
}
