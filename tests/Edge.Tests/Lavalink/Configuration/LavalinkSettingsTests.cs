using Fabric.Edge.Lavalink.Configuration;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class LavalinkSettingsTests : IDisposable
{
    private readonly ConfigurationScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void The_example_of_lavalink_is_read_without_a_warning()
    {
        var settings = _scene.Yaml(Sample.Yaml).Read();

        settings.Problems.ShouldBeEmpty();
        settings.Warnings.Select(static warning => warning.Split(' ')[0]).ShouldBe(
        [
            "lavalink.server.sources.bandcamp", "lavalink.server.sources.soundcloud", "lavalink.server.sources.twitch", "lavalink.server.sources.vimeo",
            "lavalink.server.sources.nico",
        ]);
        settings.Files.ShouldBe(["application.yml"]);
        settings.Notes.ShouldBe(["lavalink.server.bufferDurationMs", "lavalink.server.gc-warnings", "logging.file", "logging.level", "logging.logback"]);
        var options = _scene.Options;
        options.Address.ShouldBe("0.0.0.0");
        options.Password.ShouldBe("youshallnotpass");
        (options.Sources.Http, options.Sources.Local).ShouldBe((true, false));
        (options.Metrics.Enabled, options.Metrics.Endpoint).ShouldBe((false, "/metrics"));
        options.RequestLog.IncludeClientInfo.ShouldBeTrue();
        options.Filters.Count.ShouldBe(10);
        options.Filters.Values.ShouldAllBe(static enabled => enabled);
    }

    [Fact]
    public void Without_anything_the_defaults_of_lavalinks_code_count()
    {
        var settings = _scene.Read();

        settings.Warnings.Concat(settings.Problems).Concat(settings.Notes).Concat(settings.Files).ShouldBeEmpty();
        settings.Effective.ShouldAllBe(static setting => setting.Source == "default");
        _scene.Options.ShouldBeEquivalentTo(new LavalinkOptions());
    }

    [Fact]
    public void Every_key_that_acts_reaches_its_option()
    {
        _scene.Yaml("""
            server: {port: 4000, address: "::1", servlet: {context-path: /music/}}
            lavalink:
              server:
                password: secret
                playerUpdateInterval: 7
                trackStuckThresholdMs: 12000
                frameBufferDurationMs: 1500
                opusEncodingQuality: 3
                resamplingQuality: medium
                useSeekGhosting: no
                nonAllocatingFrameBuffer: on
                sources: {http: false, local: true}
                filters: {karaoke: false, low-pass: false}
                ratelimit: {ipBlocks: [10.0.0.0/8, "2001:db8::/64"], excludedIps: [10.0.0.1], strategy: rotatingnanoswitch, searchTriggersFail: false, retryLimit: 0}
                httpConfig: {proxyHost: proxy, proxyPort: 8080, proxyUser: me, proxyPassword: hidden}
                timeouts: {connectTimeoutMs: 1, connectionRequestTimeoutMs: 2, socketTimeoutMs: 0}
            metrics: {prometheus: {enabled: true, endpoint: /stats}}
            logging: {request: {enabled: false, includeClientInfo: true, includeHeaders: true, includeQueryString: false, includePayload: false, maxPayloadLength: 5, beforeRequest: true}}
            """);

        var options = _scene.Options;

        _scene.Read().Problems.Concat(_scene.Read().Warnings).ShouldBeEmpty();
        (options.Address, options.Port, options.ContextPath, options.Password).ShouldBe(("::1", 4000, "/music", "secret"));
        (options.PlayerUpdateInterval, options.TrackStuckThreshold, options.FrameBufferDuration).ShouldBe((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(1.5)));
        (options.OpusEncodingQuality, options.ResamplingQuality, options.UseSeekGhosting, options.NonAllocatingFrameBuffer).ShouldBe((3, ResamplingQuality.Medium, false, true));
        options.Sources.ShouldBeEquivalentTo(new LavalinkSourceOptions { Http = false, Local = true });
        new[] { "karaoke", "Karaoke", "low-pass", "lowPass", "volume" }.Select(options.IsFilterEnabled).ShouldBe([false, false, false, true, true]);
        options.RateLimit.IpBlocks.ShouldBe(["10.0.0.0/8", "2001:db8::/64"]);
        options.RateLimit.ExcludedIps.ShouldBe(["10.0.0.1"]);
        (options.RateLimit.Strategy, options.RateLimit.SearchTriggersFail, options.RateLimit.RetryLimit).ShouldBe((RateLimitStrategy.RotatingNanoSwitch, false, 0));
        options.HttpConfig.ShouldBeEquivalentTo(new LavalinkHttpOptions { ProxyHost = "proxy", ProxyPort = 8080, ProxyUser = "me", ProxyPassword = "hidden" });
        options.Timeouts.ShouldBeEquivalentTo(new LavalinkTimeoutOptions { Connect = TimeSpan.FromMilliseconds(1), ConnectionRequest = TimeSpan.FromMilliseconds(2), Socket = TimeSpan.Zero });
        (options.Metrics.Enabled, options.Metrics.Endpoint).ShouldBe((true, "/stats"));
        options.RequestLog.ShouldBeEquivalentTo(new LavalinkRequestLogOptions { Enabled = false, IncludeClientInfo = true, IncludeHeaders = true, IncludeQueryString = false, IncludePayload = false, MaxPayloadLength = 5, BeforeRequest = true });
    }

    [Theory]
    [InlineData("lavalink.server.player-update-interval: 9")]
    [InlineData("LAVALINK.SERVER.PLAYER_UPDATE_INTERVAL: 9")]
    [InlineData("lavalink: {server.playerupdateinterval: 9}")]
    public void Names_are_relaxed(string yaml) => _scene.Yaml(yaml).Options.PlayerUpdateInterval.ShouldBe(TimeSpan.FromSeconds(9));

    [Theory]
    [InlineData("LAVALINK_SERVER_PLAYERUPDATEINTERVAL", "9", "lavalink.server.playerUpdateInterval", "9")]
    [InlineData("SERVER_PORT", "9", "server.port", "9")]
    [InlineData("server_port", "9", "server.port", "9")]
    [InlineData("SERVER_SERVLET_CONTEXTPATH", "/x", "server.servlet.context-path", "/x")]
    [InlineData("SERVER_SERVLET_CONTEXT_PATH", "/x", "server.servlet.context-path", "/x")]
    [InlineData("LAVALINK_SERVER_SOURCES_HTTP", "false", "lavalink.server.sources.http", "false")]
    [InlineData("LAVALINK_SERVER_FILTERS_LOWPASS", "false", "lavalink.server.filters.lowPass", "false")]
    [InlineData("LAVALINK_SERVER_RATELIMIT_IPBLOCKS_0", "10.0.0.0/8", "lavalink.server.ratelimit.ipBlocks[0]", "10.0.0.0/8")]
    [InlineData("LAVALINK_SERVER_RATELIMIT_IPBLOCKS_0_", "10.0.0.0/8", "lavalink.server.ratelimit.ipBlocks[0]", "10.0.0.0/8")]
    [InlineData("LAVALINK_SERVER_RATELIMIT_IPBLOCKS", "10.0.0.0/8", "lavalink.server.ratelimit.ipBlocks[0]", "10.0.0.0/8")]
    [InlineData("LAVALINK_PLUGINS_0_DEPENDENCY", "a:b:1", "lavalink.plugins[0].dependency", "a:b:1")]
    [InlineData("LAVALINK_SERVER_GCWARNINGS", "false", "lavalink.server.gc-warnings", "false")]
    [InlineData("LAVALINK_SERVER_GC_WARNINGS", "false", "lavalink.server.gc-warnings", "false")]
    [InlineData("METRICS_PROMETHEUS_ENABLED", "true", "metrics.prometheus.enabled", "true")]
    [InlineData("LOGGING_LEVEL_ROOT", "DEBUG", "logging.level.root", "DEBUG")]
    [InlineData("PLUGINS_YOUTUBE_ENABLED", "true", "plugins.youtube.enabled", "****")]
    public void Variables_have_springs_form(string variable, string value, string key, string shown)
    {
        var setting = _scene.Set(variable, value).Effective(key);

        (setting.Value, setting.Source).ShouldBe((shown, $"variable {variable}"));
    }

    [Fact]
    public void The_order_is_own_settings_then_arguments_then_variables_then_files()
    {
        _scene.Yaml("server: {port: 1}");
        _scene.Effective("server.port").ShouldBe(new EffectiveSetting("server.port", "Edge:Lavalink:Port", "1", "application.yml:1"));

        _scene.Set("SERVER_PORT", "2");
        (_scene.Options.Port, _scene.Effective("server.port").Source).ShouldBe((2, "variable SERVER_PORT"));

        _scene.Argument("--server.port=3");
        (_scene.Options.Port, _scene.Effective("server.port").Source).ShouldBe((3, "command line"));

        _scene.Set("Edge:Lavalink:Port", "4");
        (_scene.Options.Port, _scene.Effective("server.port").Source).ShouldBe((4, "configuration"));

        _scene.Argument("--Edge:Lavalink:Port=5");
        (_scene.Options.Port, _scene.Effective("server.port").Source).ShouldBe((5, "command line"));
    }

    [Fact]
    public void The_password_of_the_environment_comes_before_that_of_the_file() =>
        _scene.Yaml(Sample.Yaml).Set("LAVALINK_SERVER_PASSWORD", "other").Options.Password.ShouldBe("other");

    [Fact]
    public void A_variable_with_dots_is_a_variable_too()
    {
        const string Prefix = "FABRIC_TEST_DOTS_";
        Environment.SetEnvironmentVariable(Prefix + "server.port", "7");
        Environment.SetEnvironmentVariable(Prefix + "SERVER_ADDRESS", "::1");
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddCommandLine(["--server.address=127.0.0.1"]).Build();

        var settings = LavalinkSettings.Read(configuration, _scene.Directory).Effective;

        settings.Single(static setting => setting.Key == "server.port").Source.ShouldBe("variable server.port");
        settings.Single(static setting => setting.Key == "server.address").Value.ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData("_JAVA_OPTIONS", "-Xmx6G")]
    [InlineData("JAVA_TOOL_OPTIONS", "-Dserver.port=1")]
    [InlineData("SERVER_NAME", "x")]
    [InlineData("SERVER_MEMORY", "512")]
    [InlineData("LAVALINK_SERVICE_HOST", "10.0.0.1")]
    [InlineData("LAVALINK_SERVER_SERVICE_PORT_HTTP", "1")]
    [InlineData("LAVALINK_PORT", "tcp://10.0.0.1:2333")]
    [InlineData("LAVALINK_PORT_2333_TCP_ADDR", "10.0.0.1")]
    [InlineData("PATH", "/bin")]
    public void Variables_of_others_are_harmless(string variable, string value)
    {
        var settings = _scene.Set(variable, value).Read();

        settings.Warnings.Concat(settings.Problems).Concat(settings.Notes).ShouldBeEmpty();
        _scene.Options.ShouldBeEquivalentTo(new LavalinkOptions());
    }

    [Fact]
    public void A_variable_that_lavalink_does_not_have_is_told() =>
        _scene.Set("LAVALINK_SERVER_PASWORD", "hunter2").Read().Warnings.ShouldBe(["The variable LAVALINK_SERVER_PASWORD is none of Lavalink's."]);

    [Theory]
    [InlineData("lavalink: {server: {pasword: hunter2}}", "lavalink.server.pasword (application.yml:1) is none of Lavalink's settings. Is lavalink.server.password meant?")]
    [InlineData("lavalink: {server: {port: hunter2}}", "lavalink.server.port (application.yml:1) is none of Lavalink's settings. Is server.port meant?")]
    [InlineData("lavalink: {password: hunter2}", "lavalink.password (application.yml:1) is none of Lavalink's settings.")]
    [InlineData("\n\nsomething: hunter2", "something (application.yml:3) is none of Lavalink's settings.")]
    [InlineData("server: hunter2", "server (application.yml:1) is none of Lavalink's settings.")]
    [InlineData("\"a\\nb\": hunter2", "a\uFFFDb (application.yml:1) is none of Lavalink's settings.")]
    public void An_unknown_key_gives_one_warning_without_its_value(string yaml, string warning) => _scene.Yaml(yaml).Read().Warnings.ShouldBe([warning]);

    [Fact]
    public void What_is_not_there_gives_one_warning_for_each_thing()
    {
        _scene.Yaml("""
            server: {http2: {enabled: true}, ssl: {enabled: true, key-store-password: hunter2}}
            plugins:
              youtube: {enabled: true, clients: [MUSIC, WEB], oauth: {refreshToken: hunter2}}
              lavasrc: {providers: ["x"]}
            lavalink: {plugins: [{dependency: "a:b:1", snapshot: false}, {dependency: "c:d:2"}], server: {sources: {youtube: true, vimeo: false}}}
            sentry: {dsn: "https://hunter2@sentry"}
            """);

        var settings = _scene.Read();

        settings.Warnings.ShouldBe([
            "server.http2.enabled (application.yml:1) has no effect: HTTP/1.1 is served, which all clients speak.",
            "server.ssl (application.yml:1) has no effect: TLS is for a reverse proxy in front.",
            "plugins.youtube (application.yml:3) has no effect: plugins for the JVM cannot be loaded.",
            "plugins.lavasrc (application.yml:4) has no effect: plugins for the JVM cannot be loaded.",
            "lavalink.plugins[0].dependency (application.yml:5) has no effect: plugins for the JVM cannot be loaded.",
            "lavalink.plugins[1].dependency (application.yml:5) has no effect: plugins for the JVM cannot be loaded.",
            "lavalink.server.sources.youtube (application.yml:5) has no effect: the source is not built in yet.",
            "sentry.dsn (application.yml:6) has no effect: nothing is sent to Sentry.",
        ]);
        settings.Effective.ShouldAllBe(static setting => !setting.Value.Contains("hunter2"));
    }

    [Fact]
    public void Secrets_are_masked_wherever_they_come_from()
    {
        _scene.Yaml("lavalink: {server: {password: hunter2, httpConfig: {proxyHost: 'http://me:hunter2@proxy', proxyPassword: hunter2}}}");
        _scene.Read().Effective.ShouldAllBe(static setting => !setting.Value.Contains("hunter2"));
        _scene.Effective("lavalink.server.httpConfig.proxyHost").Value.ShouldBe("http://****@proxy");

        _scene.Set("LAVALINK_SERVER_PASSWORD", "hunter2").Read().Effective.ShouldAllBe(static setting => !setting.Value.Contains("hunter2"));
        _scene.Set("Edge:Lavalink:Password", "hunter2").Read().Effective.ShouldAllBe(static setting => !setting.Value.Contains("hunter2"));
        _scene.Effective("lavalink.server.password").Value.ShouldBe("****");
    }

    [Theory]
    [InlineData("frameBufferDurationMs", "199", "5000", "below 200 it counts as 5000")]
    [InlineData("frameBufferDurationMs", "-5", "5000", "below 200 it counts as 5000")]
    [InlineData("trackStuckThresholdMs", "99", "10000", "below 100 it counts as 10000")]
    [InlineData("opusEncodingQuality", "11", "10", "outside 0 to 10 it counts as 10")]
    [InlineData("opusEncodingQuality", "-1", "10", "outside 0 to 10 it counts as 10")]
    [InlineData("playerUpdateInterval", "-1", "0", "below 0 it counts as 0")]
    public void A_number_out_of_range_counts_as_in_lavalink(string key, string value, string taken, string why)
    {
        var settings = _scene.Yaml($"lavalink.server.{key}: {value}").Read();

        settings.Problems.ShouldBeEmpty();
        settings.Warnings.ShouldBe([$"lavalink.server.{key} is '{value}' (application.yml:1); {why}."]);
        _scene.Effective($"lavalink.server.{key}").Value.ShouldBe(taken);
    }

    [Fact]
    public void What_is_taken_instead_reaches_the_options()
    {
        _scene.Yaml("lavalink.server: {frameBufferDurationMs: 0, trackStuckThresholdMs: 0, opusEncodingQuality: 77, playerUpdateInterval: 0}");

        var options = _scene.Options;

        (options.FrameBufferDuration, options.TrackStuckThreshold, options.OpusEncodingQuality, options.PlayerUpdateInterval)
            .ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), 10, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("server.port: http", "server.port is 'http' (application.yml:1); it must be a whole number from 0 to 65535.")]
    [InlineData("server.port: 70000", "server.port is '70000' (application.yml:1); it must be a whole number from 0 to 65535.")]
    [InlineData("server.address: here", "server.address is 'here' (application.yml:1); it must be an IP address or 'localhost'.")]
    [InlineData("server.servlet.context-path: music", "server.servlet.context-path is 'music' (application.yml:1); it must begin with '/'.")]
    [InlineData("lavalink.server.sources.http: perhaps", "lavalink.server.sources.http is 'perhaps' (application.yml:1); it must be 'true' or 'false'.")]
    [InlineData("lavalink.server.resamplingQuality: BEST", "lavalink.server.resamplingQuality is 'BEST' (application.yml:1); it must be one of Low, Medium, High.")]
    [InlineData("lavalink.server.ratelimit.strategy: None", "lavalink.server.ratelimit.strategy is 'None' (application.yml:1); it must be one of RotateOnBan, LoadBalance, NanoSwitch, RotatingNanoSwitch.")]
    [InlineData("lavalink.server.ratelimit.ipBlocks: [10.0.0.0/33]", "lavalink.server.ratelimit.ipBlocks[0] is '10.0.0.0/33' (application.yml:1); it must be a block of addresses such as 10.0.0.0/8 or 2001:db8::/64.")]
    [InlineData("lavalink.server.ratelimit.excludedIps: x", "lavalink.server.ratelimit.excludedIps[0] is 'x' (application.yml:1); it must be an IP address.")]
    [InlineData("lavalink.server.frameBufferDurationMs: long", "lavalink.server.frameBufferDurationMs is 'long' (application.yml:1); it must be a whole number up to 600000.")]
    [InlineData("lavalink.server.timeouts.socketTimeoutMs: -1", "lavalink.server.timeouts.socketTimeoutMs is '-1' (application.yml:1); it must be a whole number from 0 to 3600000.")]
    [InlineData("lavalink.server.password:", "lavalink.server.password is '' (application.yml:1); it must not be blank.")]
    [InlineData("lavalink.server.password: '  '", "lavalink.server.password is '****' (application.yml:1); it must not be blank.")]
    [InlineData("lavalink.server.password: ${SECRET}", "lavalink.server.password (application.yml:1) refers to 'SECRET', which is not set; set it, or write a default as in ${SECRET:...}.")]
    [InlineData("a: b: c", "application.yml, line 1, column 5: not usable as YAML: While scanning a plain scalar value, found invalid mapping.")]
    public void What_cannot_work_is_a_problem_in_one_line(string yaml, string problem) => _scene.Yaml(yaml).Read().Problems.ShouldBe([problem]);

    [Fact]
    public void A_setting_of_the_fabrics_own_makes_up_for_one_that_cannot_work() =>
        _scene.Yaml("lavalink.server.password:").Set("Edge:Lavalink:Password", "secret").Read().Problems.ShouldBeEmpty();

    [Fact]
    public void Placeholders_take_variables_arguments_and_other_keys()
    {
        _scene.Yaml("server.port: ${PORT_OF_NODE:2000}\nlavalink.server.password: ${NODE__PASSWORD}\nserver.servlet.context-path: /${name}\nname: ${server.port}");
        _scene.Set("PORT_OF_NODE", "2001").Set("NODE:PASSWORD", "a:${x:b}");

        var options = _scene.Options;

        (options.Port, options.Password, options.ContextPath).ShouldBe((2001, "a:b", "/2001"));
    }

    [Fact]
    public void A_key_left_without_children_or_value_is_as_if_it_were_not_there()
    {
        var settings = _scene.Yaml("server: {port: , address: ''}\nplugins:\nlavalink: {plugins: , server: {sources: , ratelimit: {ipBlocks: []}}}").Read();

        settings.Warnings.Concat(settings.Problems).Concat(settings.Notes).ShouldBeEmpty();
        _scene.Options.ShouldBeEquivalentTo(new LavalinkOptions());
    }

    [Fact]
    public void A_list_comes_from_one_place_as_a_whole()
    {
        _scene.Yaml("lavalink.server.ratelimit.ipBlocks: [1.0.0.0/8, 2.0.0.0/8, 3.0.0.0/8]");
        _scene.Set("LAVALINK_SERVER_RATELIMIT_IPBLOCKS_0", "4.0.0.0/8").Options.RateLimit.IpBlocks.ShouldBe(["4.0.0.0/8"]);
        _scene.Argument("--lavalink.server.ratelimit.ipBlocks=5.0.0.0/8,6.0.0.0/8").Options.RateLimit.IpBlocks.ShouldBe(["5.0.0.0/8", "6.0.0.0/8"]);
        _scene.Set("Edge:Lavalink:RateLimit:IpBlocks:0", "7.0.0.0/8").Options.RateLimit.IpBlocks.ShouldBe(["7.0.0.0/8"]);
        _scene.Read().Effective.Where(static setting => setting.Key.StartsWith("lavalink.server.ratelimit.ipBlocks", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Later_documents_come_before_earlier_ones_and_those_for_profiles_are_left_out()
    {
        _scene.Yaml("server.port: 1\nlavalink.server.password: a\n---\nserver.port: 2\n---\nspring.config.activate.on-profile: dev\nserver.port: 3\n");

        (_scene.Options.Port, _scene.Options.Password).ShouldBe((2, "a"));
        _scene.Read().Warnings.ShouldBe(["application.yml:6: this document is for a profile and is left out; there are no profiles."]);
    }
}
