namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>How carefully audio of another sampling rate is converted (lavalink.md §9.1).</summary>
public enum ResamplingQuality
{
    /// <summary>Quickest.</summary>
    Low,

    /// <summary>In between.</summary>
    Medium,

    /// <summary>Best.</summary>
    High,
}
