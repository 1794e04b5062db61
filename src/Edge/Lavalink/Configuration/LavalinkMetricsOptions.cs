namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Metrics on Lavalink's port (lavalink.md §9.5).</summary>
public sealed class LavalinkMetricsOptions
{
    /// <summary>Whether there are any.</summary>
    public bool Enabled { get; set; }

    /// <summary>The path, which then needs no password; empty for <c>/metrics</c>, which does.</summary>
    public string Endpoint { get; set; } = "";
}
