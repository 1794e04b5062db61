using System.Diagnostics.Metrics;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.FakeDiscord;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>A shard with real sockets and a real clock, connected to a fake Discord in this process.</summary>
internal sealed class RealShard : IIdentifyGate, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GatewayBotCache _gateway;
    private readonly Task _run;

    public RealShard(
        FakeDiscordServer discord,
        GatewayCompression compression = GatewayCompression.ZlibStream,
        GatewaySession? resumeFrom = null,
        string? token = null)
    {
        var api = new Uri(discord.Addresses.Api + "/v10");
        var options = new GatewayOptions
        {
            Token = new BotToken(token ?? discord.Token),
            RestBaseUrl = api,
            Compression = compression,
        };
        var random = new FixedRandom(0);
        var rest = new DiscordRestClient(
            _http,
            new DiscordRestOptions { Token = options.Token, BaseUrl = api },
            TimeProvider.System,
            random,
            NullLogger<DiscordRestClient>.Instance);
        _gateway = new GatewayBotCache(rest, TimeProvider.System);
        Shard = new GatewayShard(options, new GatewayShardServices
        {
            Gateway = _gateway,
            IdentifyGate = this,
            Sockets = new WebSocketFactory(),
            Metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>()),
            Time = TimeProvider.System,
            Random = random,
            Loggers = NullLoggerFactory.Instance,
        });
        _run = Shard.RunAsync(resumeFrom, Sink, _stop.Token);
    }

    public GatewayShard Shard { get; }

    public RecordingSink Sink { get; } = new();

    public Task Run => _run.WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Hands the session over, to be resumed by another shard.</summary>
    public async Task<GatewaySession> StopAsync()
    {
        await _stop.CancelAsync();
        await Run;
        return Shard.Session!;
    }

    /// <summary>The next thing told of this kind; what comes before is passed over.</summary>
    public async Task<string> ToldAsync(string start)
    {
        while (true)
        {
            var told = await Sink.ToldAsync();
            if (told.StartsWith(start, StringComparison.Ordinal))
            {
                return told;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Shard.Dispose();
        _gateway.Dispose();
        _http.Dispose();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    ValueTask IIdentifyGate.WaitAsync(int shardId, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
