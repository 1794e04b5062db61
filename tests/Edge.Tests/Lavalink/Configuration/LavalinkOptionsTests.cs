using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class LavalinkOptionsTests : IDisposable
{
    private readonly ConfigurationScene _scene = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("Port", "70000", "Edge:Lavalink:Port is 70000; it must be a TCP port from 0 (any that is free) to 65535.")]
    [InlineData("Address", "here", "Edge:Lavalink:Address is 'here'; it must be an IP address, 'localhost', or '*' for every address.")]
    [InlineData("Password", " ", "Edge:Lavalink:Password is blank; it must be a text that clients send, or be left out.")]
    [InlineData("ContextPath", "music", "Edge:Lavalink:ContextPath is 'music'; it must be empty, or begin with '/' and not end with one.")]
    [InlineData("Metrics:Endpoint", "/x/", "Edge:Lavalink:Metrics:Endpoint is '/x/'; it must be empty, or begin with '/' and not end with one.")]
    [InlineData("PlayerUpdateInterval", "02:00:00", "Edge:Lavalink:PlayerUpdateInterval is 02:00:00; it must be from 00:00:00 to 01:00:00.")]
    [InlineData("TrackStuckThreshold", "00:00:00", "Edge:Lavalink:TrackStuckThreshold is 00:00:00; it must be from 00:00:00.1000000 to 01:00:00.")]
    [InlineData("FrameBufferDuration", "00:00:00.1", "Edge:Lavalink:FrameBufferDuration is 00:00:00.1000000; it must be from 00:00:00.2000000 to 00:10:00.")]
    [InlineData("OpusEncodingQuality", "11", "Edge:Lavalink:OpusEncodingQuality is 11; it must be from 0 to 10.")]
    [InlineData("RateLimit:RetryLimit", "-2", "Edge:Lavalink:RateLimit:RetryLimit is -2; it must be from -1 to 2147483647.")]
    [InlineData("RateLimit:IpBlocks:0", "10.0.0.0", "Edge:Lavalink:RateLimit:IpBlocks has '10.0.0.0'; each must be a block of addresses such as 10.0.0.0/8 or 2001:db8::/64.")]
    [InlineData("RateLimit:ExcludedIps:0", "x", "Edge:Lavalink:RateLimit:ExcludedIps has 'x'; each must be an IP address.")]
    [InlineData("HttpConfig:ProxyPort", "0", "Edge:Lavalink:HttpConfig:ProxyPort is 0; it must be from 1 to 65535.")]
    [InlineData("Timeouts:Socket", "-00:00:01", "Edge:Lavalink:Timeouts:Socket is -00:00:01; it must be from 00:00:00 to 01:00:00.")]
    [InlineData("RequestLog:MaxPayloadLength", "-1", "Edge:Lavalink:RequestLog:MaxPayloadLength is -1; it must be from 0 to 10485760.")]
    [InlineData("Port", "x", "Edge:Lavalink:Port is 'x'; it must be a whole number.")]
    [InlineData("ResamplingQuality", "x", "Edge:Lavalink:ResamplingQuality is 'x'; it must be Low, Medium or High.")]
    [InlineData("Filters:karaoke", "x", "Edge:Lavalink:Filters:karaoke is 'x'; it must be 'true' or 'false'.")]
    public async Task A_setting_that_cannot_work_is_named_in_one_line(string setting, string value, string line)
    {
        _scene.Set($"Edge:Lavalink:{setting}", value);

        (await RefusalAsync()).ShouldBe(line);
    }

    [Fact]
    public async Task A_key_of_lavalink_that_cannot_work_ends_the_start()
    {
        _scene.Yaml("server.port: x\nlavalink.server.password:");

        (await RefusalAsync()).ShouldBe(
            "server.port is 'x' (application.yml:1); it must be a whole number from 0 to 65535. lavalink.server.password is '' (application.yml:2); it must not be blank.");
    }

    [Fact]
    public void Lists_are_what_they_are_whoever_else_asks_for_the_options()
    {
        _scene.Yaml("lavalink.server.ratelimit: {ipBlocks: [10.0.0.0/8], excludedIps: [10.0.0.1]}");
        var services = new ServiceCollection().AddLavalinkOptions(_scene.Configuration, _scene.Directory).AddLavalinkOptions(_scene.Configuration, _scene.Directory);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<LavalinkOptions>>().Value;

        options.RateLimit.IpBlocks.ShouldBe(["10.0.0.0/8"]);
        options.RateLimit.ExcludedIps.ShouldBe(["10.0.0.1"]);
    }

    [Fact]
    public async Task Warnings_are_logged_once_at_the_start_and_no_password_is()
    {
        _scene.Yaml("lavalink: {server: {password: youshallnotpass, pasword: hunter2, gc-warnings: true}}");
        using var host = Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        _log.Lines.ShouldBe([
            (1390, LogLevel.Information, "Lavalink's configuration was read from application.yml."),
            (1391, LogLevel.Warning, "lavalink.server.pasword (application.yml:1) is none of Lavalink's settings. Is lavalink.server.password meant?"),
            (1392, LogLevel.Information, "Settings of Lavalink that have no meaning here: lavalink.server.gc-warnings."),
            (1393, LogLevel.Warning, LavalinkListener.Of(new LavalinkOptions()).Warning!),
        ]);
        _log.Lines.ShouldAllBe(static line => !line.Text.Contains("hunter2") && !line.Text.Contains("youshallnotpass"));
    }

    [Fact]
    public async Task With_a_password_of_ones_own_and_nothing_odd_nothing_is_logged()
    {
        _scene.Set("LAVALINK_SERVER_PASSWORD", "hunter2");
        using var host = Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        _log.Lines.ShouldBeEmpty();
        host.Services.GetRequiredService<IOptions<LavalinkOptions>>().Value.Password.ShouldBe("hunter2");
    }

    private async Task<string?> RefusalAsync()
    {
        using var host = Build();
        var failure = await Should.ThrowAsync<Exception>(() => host.StartAsync());
        return StartupFailure.Describe(failure, host.Services);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ILoggerFactory>(_log).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddLavalinkOptions(_scene.Configuration, _scene.Directory);
        return builder.Build();
    }

    /// <summary>What the settings' own logger was given.</summary>
    private sealed class RecordingLog : ILoggerFactory, ILogger
    {
        private readonly List<(int Id, LogLevel Level, string Text)> _lines = [];

        public IReadOnlyList<(int Id, LogLevel Level, string Text)> Lines => _lines;

        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Fabric.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Add((eventId.Id, logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
