namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>The proxy of the source <c>http</c> (lavalink.md §9.1).</summary>
public sealed class LavalinkHttpOptions
{
    /// <summary>Its host; empty for none.</summary>
    public string ProxyHost { get; set; } = "";

    /// <summary>Its TCP port.</summary>
    public int ProxyPort { get; set; } = 3128;

    /// <summary>The user to name to it; empty for none.</summary>
    public string ProxyUser { get; set; } = "";

    /// <summary>That user's password.</summary>
    public string ProxyPassword { get; set; } = "";
}
