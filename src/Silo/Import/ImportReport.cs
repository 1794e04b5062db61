namespace Fabric.Silo.Import;

/// <summary>What an import did, or would do.</summary>
/// <param name="Stores">Key-value stores that were read.</param>
/// <param name="Values">Their values.</param>
/// <param name="ApiKeys">The API keys.</param>
/// <param name="Refused">What was not imported, and why.</param>
/// <param name="IsDryRun">Whether nothing was written.</param>
internal sealed record ImportReport(long Stores, ImportCount Values, ImportCount ApiKeys, IReadOnlyList<ImportRefusal> Refused, bool IsDryRun);
