namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Which sources tracks may be loaded from, with the defaults of Lavalink's code (lavalink.md §9.1).</summary>
public sealed class LavalinkSourceOptions
{
    /// <summary>Any URL.</summary>
    public bool Http { get; set; } = true;

    /// <summary>Files of this machine.</summary>
    public bool Local { get; set; }
}
