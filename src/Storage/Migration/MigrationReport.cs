namespace Fabric.Storage.Migration;

/// <summary>What a migration did, or would do.</summary>
/// <param name="Records">Records in the file.</param>
/// <param name="Identical">Those that were in the target already.</param>
/// <param name="Copied">Those that were copied, or, in a dry run, would be.</param>
/// <param name="IsDryRun">Whether nothing was written.</param>
public sealed record MigrationReport(long Records, long Identical, long Copied, bool IsDryRun);
