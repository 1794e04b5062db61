namespace Fabric.Edge.Composition;

/// <summary>Settings of the front-ends, section <c>Edge</c>.</summary>
public sealed class EdgeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Edge";

    /// <summary>Whether this process serves clients.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where Lanyard is served. <c>PORT</c> sets the port as well, as Lanyard's users know it.</summary>
    public ListenerOptions Lanyard { get; set; } = new() { Port = 4001 };

    /// <summary>Under which URL clients reach Lanyard, for links that are handed out. <c>EXTERNAL_URL</c> sets it as well.</summary>
    public string ExternalUrl { get; set; } = "http://localhost:4001";

    /// <summary>How often what is followed is compared with its owners, which also renews the interest in it.</summary>
    public TimeSpan PresenceRefresh { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether Lanyard's listener shows its metrics to anybody. The operations listener has them either way.</summary>
    public bool PublicMetrics { get; set; } = true;

    /// <summary>Where avatars come from, and how many are kept.</summary>
    public AvatarOptions Avatars { get; set; } = new();
}
