namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Which sources tracks may be loaded from, with the defaults of Lavalink's code (lavalink.md §9.1).</summary>
public sealed class LavalinkSourceOptions
{
    /// <summary>YouTube.</summary>
    public bool YouTube { get; set; } = true;

    /// <summary>Bandcamp.</summary>
    public bool Bandcamp { get; set; } = true;

    /// <summary>SoundCloud.</summary>
    public bool SoundCloud { get; set; } = true;

    /// <summary>Twitch.</summary>
    public bool Twitch { get; set; } = true;

    /// <summary>Vimeo.</summary>
    public bool Vimeo { get; set; } = true;

    /// <summary>Niconico.</summary>
    public bool Nico { get; set; }

    /// <summary>Any URL.</summary>
    public bool Http { get; set; } = true;

    /// <summary>Files of this machine.</summary>
    public bool Local { get; set; }
}
