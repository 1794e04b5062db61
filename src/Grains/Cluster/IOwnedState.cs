namespace Fabric.Grains.Cluster;

/// <summary>What is stored of an entity that must live: with who owns it.</summary>
public interface IOwnedState
{
    /// <summary>Raised by each activation before its first effect outside: who holds the highest owns the entity.</summary>
    long Epoch { get; set; }

    /// <summary>The silo that holds the epoch; null where the entity is nobody's: it was let go of in order, or never lived.</summary>
    string? Owner { get; set; }
}
