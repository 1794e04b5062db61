namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// Settings of the Lavalink front-end, section <c>Edge:Lavalink</c>. What is not set there comes from Lavalink's own configuration; the
/// defaults are those of Lavalink's code (lavalink.md §9.1), but for the port.
/// </summary>
public sealed class LavalinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Edge:Lavalink";

    /// <summary>The password of Lavalink's example, which everybody knows.</summary>
    public const string DefaultPassword = "youshallnotpass";

    /// <summary>
    /// An IP address, <c>localhost</c>, or <c>*</c> for every address; null or empty for every address, or loopback alone while the password
    /// is the default one.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; set; } = 2333;

    /// <summary>What clients must send, never blank.</summary>
    public string Password { get; set; } = DefaultPassword;

    /// <summary>What all paths begin with: empty, or with a slash at the beginning and none at the end.</summary>
    public string ContextPath { get; set; } = "";

    /// <summary>The time between <c>playerUpdate</c>s, up to an hour; zero for none.</summary>
    public TimeSpan PlayerUpdateInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without audio a track counts as stuck, from 100 ms to an hour.</summary>
    public TimeSpan TrackStuckThreshold { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How much audio is kept ready, from 200 ms to ten minutes.</summary>
    public TimeSpan FrameBufferDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The effort of the Opus encoder, from 0 to 10.</summary>
    public int OpusEncodingQuality { get; set; } = 10;

    /// <summary>How carefully audio of another sampling rate is converted.</summary>
    public ResamplingQuality ResamplingQuality { get; set; }

    /// <summary>Whether a seek plays on until audio of the new place is there.</summary>
    public bool UseSeekGhosting { get; set; } = true;

    /// <summary>Which of Lavalink's two frame buffers is imitated where they differ (lavalink.md §3.6).</summary>
    public bool NonAllocatingFrameBuffer { get; set; }

    /// <summary>Which sources may be used.</summary>
    public LavalinkSourceOptions Sources { get; set; } = new();

    /// <summary>Filters that were switched, by name whatever its capitals; those that are not here are on (lavalink.md §6.1).</summary>
    public IDictionary<string, bool> Filters { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>From which addresses sources are asked.</summary>
    public LavalinkRateLimitOptions RateLimit { get; set; } = new();

    /// <summary>The proxy of the source <c>http</c>.</summary>
    public LavalinkHttpOptions HttpConfig { get; set; } = new();

    /// <summary>How long sources may take.</summary>
    public LavalinkTimeoutOptions Timeouts { get; set; } = new();

    /// <summary>Metrics on Lavalink's port.</summary>
    public LavalinkMetricsOptions Metrics { get; set; } = new();

    /// <summary>The log of requests.</summary>
    public LavalinkRequestLogOptions RequestLog { get; set; } = new();

    /// <summary>Whether a filter may be used.</summary>
    /// <param name="name">Its name in a player's filters, of a plugin's filter below <c>pluginFilters</c>.</param>
    public bool IsFilterEnabled(string name) => !Filters.TryGetValue(name, out var enabled) || enabled;
}
