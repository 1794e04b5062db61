using System.Diagnostics.Metrics;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>A shard between a fake gateway and a recording sink, on a clock that the test moves.</summary>
internal sealed class ShardFixture : IGatewayBotSource, IIdentifyGate, IAsyncDisposable
{
    public const string Token = "a.very.secret.token";

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private Task? _run;

    public ShardFixture(GatewayCompression compression = GatewayCompression.None, double chance = 0, int maxMessageBytes = 1 << 20)
    {
        var options = new GatewayOptions
        {
            Token = new BotToken(Token),
            Compression = compression,
            MaxMessageBytes = maxMessageBytes,
            ShardId = 1,
            ShardCount = 4,
        };
        Shard = new GatewayShard(options, new GatewayShardServices
        {
            Gateway = this,
            IdentifyGate = this,
            Sockets = Sockets,
            Metrics = new GatewayMetrics(Meters),
            Time = Clock,
            Random = new FixedRandom(chance),
            Loggers = Logs,
        });
    }

    public ManualTimeProvider Clock { get; } = new();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public RecordingLoggers Logs { get; } = new();

    public FakeSockets Sockets { get; } = new();

    public RecordingSink Sink { get; } = new();

    public GatewayShard Shard { get; }

    public int IdentifiesAllowed { get; private set; }

    public Exception? AddressFailure { get; set; }

    public Task Run => _run!;

    public void Start(GatewaySession? resumeFrom = null) => _run = Shard.RunAsync(resumeFrom, Sink, _stop.Token);

    public Task StopAsync()
    {
        _stop.Cancel();
        return Run.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Started, and past READY.</summary>
    public async Task<FakeSocket> ConnectAsync()
    {
        Start();
        var socket = await Sockets.OpenedAsync();
        socket.SayHello();
        await socket.SentAsync();
        socket.SayReady();
        await Sink.ToldAsync();
        return socket;
    }

    /// <summary>The next connection, when the shard waits before it.</summary>
    public async Task<FakeSocket> ReconnectedAfterAsync(TimeSpan wait)
    {
        await Eventually.TrueAsync(
            () => Shard.State == GatewayConnectionState.Connecting && Clock.PendingTimers > 0, "the shard waits to reconnect");
        Clock.Advance(wait);
        return await Sockets.OpenedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null)
        {
            await ((Task)_run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Shard.Dispose();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    ValueTask<GatewayBot> IGatewayBotSource.GetAsync(CancellationToken cancellationToken) => AddressFailure is { } failure
        ? throw failure
        : ValueTask.FromResult(new GatewayBot
        {
            Url = new Uri("ws://127.0.0.1:9/gateway"),
            Shards = 1,
            SessionStartLimit = new SessionStartLimit(1000, 1000, TimeSpan.Zero, 1),
            FetchedAt = Clock.GetUtcNow(),
        });

    ValueTask IIdentifyGate.WaitAsync(int shardId, CancellationToken cancellationToken)
    {
        IdentifiesAllowed++;
        return ValueTask.CompletedTask;
    }
}
