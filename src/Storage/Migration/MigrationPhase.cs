namespace Fabric.Storage.Migration;

/// <summary>What a migration does one after the other.</summary>
public enum MigrationPhase
{
    /// <summary>Compares what is there already; nothing is written.</summary>
    Comparing,

    /// <summary>Copies what is missing.</summary>
    Copying,
}
