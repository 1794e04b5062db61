namespace Fabric.Abstractions.Ingest;

/// <summary>The key of the <see cref="IIngestDirectorGrain" />: there is one.</summary>
public static class IngestDirectorKey
{
    /// <summary>The only key.</summary>
    public const string Only = "ingest";
}
