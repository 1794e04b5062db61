namespace Fabric.Storage.Migration;

/// <summary>How far a migration is.</summary>
/// <param name="Phase">What it does now.</param>
/// <param name="Done">Records that the phase is done with.</param>
/// <param name="Total">Records that there are.</param>
public sealed record MigrationProgress(MigrationPhase Phase, long Done, long Total);
