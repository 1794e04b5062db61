using Fabric.Edge.Lavalink.Configuration;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class LavalinkKeysTests
{
    private const string Begin = "<!-- keys: generated from the table in the code -->";
    private const string End = "<!-- end of keys -->";

    private static readonly string Page = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "docs", "lavalink-configuration.md"));

    /// <summary>lavalink.md §9.1, in its order.</summary>
    private static readonly string[] Specified =
    [
        "server.port", "server.address", "server.http2.enabled", "server.servlet.context-path", "server.ssl.key-store", "lavalink.server.password",
        "lavalink.server.sources.youtube", "lavalink.server.sources.bandcamp", "lavalink.server.sources.soundcloud", "lavalink.server.sources.twitch",
        "lavalink.server.sources.vimeo", "lavalink.server.sources.nico", "lavalink.server.sources.http", "lavalink.server.sources.local",
        "lavalink.server.filters.volume", "lavalink.server.filters.low-pass", "lavalink.server.nonAllocatingFrameBuffer", "lavalink.server.bufferDurationMs",
        "lavalink.server.frameBufferDurationMs", "lavalink.server.opusEncodingQuality", "lavalink.server.resamplingQuality",
        "lavalink.server.trackStuckThresholdMs", "lavalink.server.useSeekGhosting", "lavalink.server.youtubePlaylistLoadLimit",
        "lavalink.server.playerUpdateInterval", "lavalink.server.youtubeSearchEnabled", "lavalink.server.soundcloudSearchEnabled",
        "lavalink.server.soundcloudFilterOutPreviewTracks", "lavalink.server.gc-warnings", "lavalink.server.ratelimit.ipBlocks[0]",
        "lavalink.server.ratelimit.excludedIps[1]", "lavalink.server.ratelimit.strategy", "lavalink.server.ratelimit.searchTriggersFail",
        "lavalink.server.ratelimit.retryLimit", "lavalink.server.youtubeConfig.email", "lavalink.server.youtubeConfig.password",
        "lavalink.server.httpConfig.proxyHost", "lavalink.server.httpConfig.proxyPort", "lavalink.server.httpConfig.proxyUser",
        "lavalink.server.httpConfig.proxyPassword", "lavalink.server.timeouts.connectTimeoutMs", "lavalink.server.timeouts.connectionRequestTimeoutMs",
        "lavalink.server.timeouts.socketTimeoutMs", "lavalink.plugins[0].dependency", "lavalink.plugins[0].repository", "lavalink.plugins[12].snapshot",
        "lavalink.pluginsDir", "lavalink.defaultPluginRepository", "lavalink.defaultPluginSnapshotRepository", "plugins.youtube.oauth.enabled",
        "metrics.prometheus.enabled", "metrics.prometheus.endpoint", "sentry.dsn", "sentry.environment", "sentry.tags.some", "logging.file.path",
        "logging.level.root", "logging.level.lavalink", "logging.logback.rollingpolicy.max-file-size", "logging.logback.rollingpolicy.max-history",
        "logging.request.enabled", "logging.request.includeClientInfo", "logging.request.includeHeaders", "logging.request.includeQueryString",
        "logging.request.includePayload", "logging.request.maxPayloadLength", "logging.request.beforeRequest", "spring.cloud.config.enabled",
    ];

    [Fact]
    public void Every_key_that_is_specified_is_known() => Specified.Where(static key => LavalinkKeys.Find(RelaxedName.Of(key)) is null).ShouldBeEmpty();

    [Fact]
    public void The_default_of_a_key_is_that_of_its_option()
    {
        var translated = LavalinkKeys.All
            .Where(static key => key is { Setting: not null, IsFamily: false, Default.Length: > 0 })
            .Select(static key => KeyValuePair.Create(key.Setting!, (string?)key.Reader(key.Default).Value));
        var options = new LavalinkOptions();

        new ConfigurationBuilder().AddInMemoryCollection(translated).Build().Bind(options);

        options.Filters.Keys.ShouldBe(LavalinkKeys.Filters, ignoreOrder: true);
        options.Filters.Values.ShouldAllBe(static enabled => enabled);
        options.Filters.Clear();
        options.ShouldBeEquivalentTo(new LavalinkOptions());
    }

    [Fact]
    public void Passwords_and_whatever_plugins_have_are_secret() =>
        LavalinkKeys.All.Where(static key => key.Name.Contains("password", StringComparison.OrdinalIgnoreCase) || key.Name.StartsWith("plugins.", StringComparison.Ordinal) || key.Name is "sentry.dsn" or "server.ssl.*")
            .ShouldAllBe(static key => key.IsSecret);

    [Fact]
    public void The_page_has_the_table()
    {
        var page = File.ReadAllText(Page).ReplaceLineEndings("\n");

        page.ShouldContain($"{Begin}\n{Table()}{End}");
    }

    private static string Table() => "| key | default | what it does | own setting |\n|---|---|---|---|\n" + string.Concat(LavalinkKeys.All.Select(Row));

    private static string Row(LavalinkKey key)
    {
        var otherwise = key.Default.Length > 0 ? $"`{key.Default}`" : "";
        var meaning = key.Effect is KeyEffect.Acts ? key.Meaning : $"no effect: {key.Meaning}";
        var setting = key.Setting is null ? "" : $"`{LavalinkOptions.Section}:{key.Setting}{(key.IsList ? ":0" : key.IsFamily ? ":NAME" : "")}`";
        return $"| `{key.Name}` | {otherwise} | {meaning} | {setting} |\n";
    }
}
