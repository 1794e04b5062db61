using Orleans;
using Orleans.Concurrency;

namespace Fabric.Abstractions.Ingest;

/// <summary>Speaks for one silo that ingests, in its process. Its key is the silo's, as with <see cref="Cluster.ISiloProbeGrain" />.</summary>
[Alias("fabric.IIngestSiloGrain")]
public interface IIngestSiloGrain : IGrainWithStringKey
{
    /// <summary>The silo itself keeps it active.</summary>
    Task StayAsync();

    /// <summary>Runs a shard that another silo has let go of.</summary>
    [AlwaysInterleave]
    Task TakeAsync(ShardRun run);
}
