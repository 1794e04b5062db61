namespace Fabric.Silo.Import;

/// <summary>How an import goes about it.</summary>
/// <param name="IsDryRun">Whether it only compares.</param>
/// <param name="Overwrites">Whether it replaces what the fabric has otherwise.</param>
internal sealed record ImportOptions(bool IsDryRun, bool Overwrites);
