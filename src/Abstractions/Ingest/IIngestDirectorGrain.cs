using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>
/// Spreads the shards of all bots over the silos that ingest, one for the cluster. It keeps nothing: silos report what they run, bots what is to
/// run. Should two of them live for a moment, shards move once more than needed; epochs keep them safe.
/// </summary>
[Alias("fabric.IIngestDirectorGrain")]
public interface IIngestDirectorGrain : IGrainWithStringKey
{
    /// <summary>A silo says what it runs, and learns what it should.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<IngestOrders> ReportAsync(IngestReport report);
}
