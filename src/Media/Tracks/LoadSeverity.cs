namespace Fabric.Media.Tracks;

/// <summary>Who has to look into a failure (lavalink.md §7.2).</summary>
public enum LoadSeverity
{
    /// <summary>Nobody: it is in the nature of what was asked for.</summary>
    Common,

    /// <summary>Perhaps somebody: the cause is not known for certain.</summary>
    Suspicious,

    /// <summary>The maintainers: it is a fault of the program.</summary>
    Fault,
}
