namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>How long sources may take, each up to an hour; zero for any time (lavalink.md §9.1).</summary>
public sealed class LavalinkTimeoutOptions
{
    /// <summary>To connect.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>To wait for a connection that is free.</summary>
    public TimeSpan ConnectionRequest { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>To send something more.</summary>
    public TimeSpan Socket { get; set; } = TimeSpan.FromSeconds(3);
}
