namespace Fabric.Silo;

/// <summary>Why a migration was refused, as JSON.</summary>
internal sealed record MigrateFailure(string Error);
