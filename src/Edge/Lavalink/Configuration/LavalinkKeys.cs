using System.Collections.Frozen;
using static Fabric.Edge.Lavalink.Configuration.KeyReaders;
using static Fabric.Edge.Lavalink.Configuration.LavalinkLimits;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Every key of Lavalink's configuration (lavalink.md §9.1), and what becomes of it here.</summary>
internal static class LavalinkKeys
{
    private const string Server = "lavalink.server.";
    private const string JvmPlugin = "plugins for the JVM cannot be loaded";
    private const string NotBuiltIn = "the source is not built in yet";
    private const string OwnLog = "the fabric's log goes to its standard output";

    private static readonly string[] FutureSources = ["youtube", "bandcamp", "soundcloud", "twitch", "vimeo", "nico"];
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The filters that every Lavalink has, in the order of lavalink.md §2.3.</summary>
    public static IReadOnlyList<string> Filters { get; } =
        ["volume", "equalizer", "karaoke", "timescale", "tremolo", "vibrato", "distortion", "rotation", "channelMix", "lowPass"];

    /// <summary>All, in the order in which they are shown.</summary>
    public static IReadOnlyList<LavalinkKey> All { get; } =
    [
        .. Listener(), .. Player(), .. Sources(), .. RateLimit(), .. Http(), .. Observation(), .. Plugins(), .. Files(),
    ];

    private static readonly FrozenDictionary<string, LavalinkKey> ByName = All.Where(static key => !key.IsFamily).ToFrozenDictionary(static key => key.Canonical);

    private static readonly LavalinkKey[] Families = [.. All.Where(static key => key.IsFamily).OrderByDescending(static key => key.FamilyPrefix.Length)];

    /// <summary>The key of a canonical name; a list is found by its own name too, which then has all of its elements. Null for an unknown one.</summary>
    public static LavalinkKey? Find(string canonical)
    {
        var pattern = RelaxedName.WithoutIndexes(canonical);
        return ByName.GetValueOrDefault(pattern)
            ?? ByName.GetValueOrDefault(pattern + "[]")
            ?? Array.Find(Families, family => canonical.Length > family.FamilyPrefix.Length && canonical.StartsWith(family.FamilyPrefix, StringComparison.Ordinal));
    }

    /// <summary>Whether keys are known below a canonical name.</summary>
    public static bool HasBelow(string canonical) => RelaxedName.WithoutIndexes(canonical) is var above
        && All.Any(key => key.Canonical.StartsWith(above + ".", StringComparison.Ordinal) || key.Canonical.StartsWith(above + "[", StringComparison.Ordinal));

    private static LavalinkKey[] Listener() =>
    [
        Acts("server.port", "Port", "2333", "the TCP port; 0 takes any that is free", Whole(0, HighestPort)),
        Acts("server.address", "Address", "", "the address to listen on; absent: all, or loopback only while the password is the default one", Address),
        Acts("server.servlet.context-path", "ContextPath", "", "what all paths begin with", ContextPath),
        Acts(Server + "password", "Password", LavalinkOptions.DefaultPassword, "what clients must send", Password) with { IsSecret = true },
        Missing("server.http2.enabled", "HTTP/1.1 is served, which all clients speak") with { Default = "false" },
        Missing("server.ssl.*", "TLS is for a reverse proxy in front") with { IsSecret = true },
    ];

    private static LavalinkKey[] Player() =>
    [
        Acts(Server + "playerUpdateInterval", "PlayerUpdateInterval", "5", "seconds between `playerUpdate`s; 0 or less: none are sent by time", CorrectedTime(Second, TimeSpan.Zero, LongestUpdateInterval, TimeSpan.Zero)),
        Acts(Server + "trackStuckThresholdMs", "TrackStuckThreshold", "10000", "after how long without audio a track counts as stuck", CorrectedTime(Millisecond, ShortestStuckThreshold, LongestStuckThreshold, TimeSpan.FromSeconds(10))),
        Acts(Server + "frameBufferDurationMs", "FrameBufferDuration", "5000", "how much audio is kept ready", CorrectedTime(Millisecond, ShortestFrameBuffer, LongestFrameBuffer, TimeSpan.FromSeconds(5))),
        Acts(Server + "opusEncodingQuality", "OpusEncodingQuality", "10", "0 to 10", Corrected(0, HighestOpusQuality, HighestOpusQuality)),
        Acts(Server + "resamplingQuality", "ResamplingQuality", "LOW", "`LOW`, `MEDIUM` or `HIGH`", Choice<ResamplingQuality>()),
        Acts(Server + "useSeekGhosting", "UseSeekGhosting", "true", "whether a seek plays on until audio of the new place is there", Flag),
        Acts(Server + "nonAllocatingFrameBuffer", "NonAllocatingFrameBuffer", "false", "which of Lavalink's two frame buffers is imitated where they differ", Flag),
        .. Filters.Select(static filter => Acts($"{Server}filters.{filter}", $"Filters:{filter}", "true", "whether the filter may be used", Flag)),
        Acts(Server + "filters.*", "Filters", "", "whether a filter of a plugin may be used", Flag),
        Meaningless(Server + "bufferDurationMs", "audio is sent by the clock, without a queue in native code"),
        Meaningless(Server + "gc-warnings", "pauses of the JVM's collector"),
    ];

    private static LavalinkKey[] Sources() =>
    [
        .. FutureSources.Select(static source => Missing($"{Server}sources.{source}", NotBuiltIn)),
        Acts(Server + "sources.http", "Sources:Http", "true", "whether tracks of any URL may be loaded", Flag),
        Acts(Server + "sources.local", "Sources:Local", "false", "whether files of this machine may be loaded", Flag),
        Missing(Server + "youtubeSearchEnabled", NotBuiltIn) with { Default = "true" },
        Missing(Server + "soundcloudSearchEnabled", NotBuiltIn) with { Default = "true" },
        Missing(Server + "soundcloudFilterOutPreviewTracks", "previews are not told apart") with { Default = "false" },
        Missing(Server + "youtubePlaylistLoadLimit", "the length of playlists is not limited by pages") with { Default = "6" },
        Meaningless(Server + "youtubeConfig.email", "obsolete in Lavalink too") with { IsSecret = true },
        Meaningless(Server + "youtubeConfig.password", "obsolete in Lavalink too") with { IsSecret = true },
    ];

    private static LavalinkKey[] RateLimit() =>
    [
        Acts(Server + "ratelimit.ipBlocks[]", "RateLimit:IpBlocks", "", "blocks of own addresses to send from; none: no route planner", IpBlock),
        Acts(Server + "ratelimit.excludedIps[]", "RateLimit:ExcludedIps", "", "addresses of these blocks that are not used", IpAddress),
        Acts(Server + "ratelimit.strategy", "RateLimit:Strategy", "RotateOnBan", "`RotateOnBan`, `LoadBalance`, `NanoSwitch` or `RotatingNanoSwitch`", Choice<RateLimitStrategy>()),
        Acts(Server + "ratelimit.searchTriggersFail", "RateLimit:SearchTriggersFail", "true", "whether a refused search marks the address as failing", Flag),
        Acts(Server + "ratelimit.retryLimit", "RateLimit:RetryLimit", "-1", "how often is tried again; -1: as the library likes, 0: always", Whole(LibraryRetryLimit, int.MaxValue)),
    ];

    private static LavalinkKey[] Http() =>
    [
        Acts(Server + "httpConfig.proxyHost", "HttpConfig:ProxyHost", "", "a proxy for the source `http`", Text),
        Acts(Server + "httpConfig.proxyPort", "HttpConfig:ProxyPort", "3128", "its port", Whole(1, HighestPort)),
        Acts(Server + "httpConfig.proxyUser", "HttpConfig:ProxyUser", "", "its user, if it wants one", Text),
        Acts(Server + "httpConfig.proxyPassword", "HttpConfig:ProxyPassword", "", "that user's password", Text) with { IsSecret = true },
        Acts(Server + "timeouts.connectTimeoutMs", "Timeouts:Connect", "3000", "how long sources may take to connect; 0: any time", Time(Millisecond, LongestTimeout)),
        Acts(Server + "timeouts.connectionRequestTimeoutMs", "Timeouts:ConnectionRequest", "3000", "how long a request may wait for a free connection; 0: any time", Time(Millisecond, LongestTimeout)),
        Acts(Server + "timeouts.socketTimeoutMs", "Timeouts:Socket", "3000", "how long nothing may come from a source; 0: any time", Time(Millisecond, LongestTimeout)),
    ];

    private static LavalinkKey[] Observation() =>
    [
        Acts("metrics.prometheus.enabled", "Metrics:Enabled", "false", "whether Lavalink's port shows metrics", Flag),
        Acts("metrics.prometheus.endpoint", "Metrics:Endpoint", "", "under which path; set, it needs no password, absent it is `/metrics` and needs one", ContextPath),
        Acts("logging.request.enabled", "RequestLog:Enabled", "true", "a line in the log for each request", Flag),
        Acts("logging.request.includeClientInfo", "RequestLog:IncludeClientInfo", "false", "with the client's address", Flag),
        Acts("logging.request.includeHeaders", "RequestLog:IncludeHeaders", "false", "with the headers, but never the password", Flag),
        Acts("logging.request.includeQueryString", "RequestLog:IncludeQueryString", "true", "with the query", Flag),
        Acts("logging.request.includePayload", "RequestLog:IncludePayload", "true", "with the body", Flag),
        Acts("logging.request.maxPayloadLength", "RequestLog:MaxPayloadLength", "10000", "how much of the body, in bytes", Whole(0, LongestPayload)),
        Acts("logging.request.beforeRequest", "RequestLog:BeforeRequest", "false", "a line before the request is served as well", Flag),
        Meaningless("logging.level.*", "`Logging:LogLevel` says what is logged"),
        Meaningless("logging.file.*", OwnLog),
        Meaningless("logging.logback.*", OwnLog),
        Missing("sentry.dsn", "nothing is sent to Sentry") with { IsSecret = true },
        Meaningless("sentry.*", "nothing is sent to Sentry"),
    ];

    private static LavalinkKey[] Plugins() =>
    [
        Missing("lavalink.plugins[].dependency", JvmPlugin),
        Meaningless("lavalink.plugins[].repository", JvmPlugin),
        Meaningless("lavalink.plugins[].snapshot", JvmPlugin),
        Meaningless("lavalink.pluginsDir", JvmPlugin),
        Meaningless("lavalink.defaultPluginRepository", JvmPlugin),
        Meaningless("lavalink.defaultPluginSnapshotRepository", JvmPlugin),
        Missing("plugins.NAME.*", JvmPlugin) with { IsSecret = true },
    ];

    private static LavalinkKey[] Files() =>
    [
        new("spring.config.location", KeyEffect.Acts, "which files are read instead of those that are looked for"),
        new("spring.config.additional-location", KeyEffect.Acts, "which files are read besides, and come before them"),
        new("spring.config.activate.on-profile", KeyEffect.Acts, "a document with this key is left out: there are no profiles"),
        Missing("spring.config.import", "other files are not fetched"),
        Missing("spring.profiles.*", "there are no profiles"),
        Meaningless("spring.*", "settings of Spring, among them its configuration server") with { IsSecret = true },
    ];

    private static LavalinkKey Acts(string name, string setting, string otherwise, string meaning, KeyReader reader) =>
        new(name, KeyEffect.Acts, meaning) { Setting = setting, Default = otherwise, Reader = reader };

    private static LavalinkKey Missing(string name, string why) => new(name, KeyEffect.Missing, why);

    private static LavalinkKey Meaningless(string name, string why) => new(name, KeyEffect.Meaningless, why);
}
