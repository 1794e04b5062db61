using System.Diagnostics;
using System.Reflection;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Gateway;

public sealed class HotPathTests
{
    private const int Warmup = 5_000;
    private const int Measured = 50_000;

    /// <summary>The fastest stretch counts: the others tell of the machine's other work.</summary>
    private const int Stretch = 2_000;

    [Theory]
    [InlineData(GatewayCompression.None)]
    [InlineData(GatewayCompression.ZlibStream)]
    [InlineData(GatewayCompression.ZstdStream)]
    public async Task Takes_20000_presence_updates_in_a_second_without_allocating_for_them(GatewayCompression compression)
    {
        Assert.SkipWhen(IsUnoptimized, "In a debug build every async method allocates.");
        var sink = new MeasuringSink();
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<GatewayMetrics>().BuildServiceProvider();
        var sockets = new ReplaySockets(compression);
        using var shard = new GatewayShard(
            new GatewayOptions { Token = new BotToken("token"), Compression = compression },
            new GatewayShardServices
            {
                Gateway = sockets,
                IdentifyGate = sockets,
                Sockets = sockets,
                Metrics = services.GetRequiredService<GatewayMetrics>(),
                Time = TimeProvider.System,
                Random = new SystemRandomSource(),
                Loggers = NullLoggerFactory.Instance,
            });
        using var stop = new CancellationTokenSource();

        var run = shard.RunAsync(null, sink, stop.Token);
        var (bytes, fastest) = await sink.Done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await run;

        ((double)bytes / Measured).ShouldBeLessThan(16, "bytes allocated per frame");
        (Stretch / fastest.TotalSeconds).ShouldBeGreaterThan(20_000, "frames per second");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stretch / fastest.TotalSeconds:0} frames/s, {(double)bytes / Measured:0.00} bytes per frame");
    }

    private static bool IsUnoptimized =>
        typeof(GatewayShard).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;

    /// <summary>Measures on the reading loop's own thread, where other tests do not disturb.</summary>
    private sealed class MeasuringSink : IGatewayEvents
    {
        private int _seen;
        private long _bytes;
        private long _stretchStart;
        private TimeSpan _fastest = TimeSpan.MaxValue;

        public TaskCompletionSource<(long Bytes, TimeSpan Fastest)> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken) => default;

        public ValueTask OnResumedAsync(CancellationToken cancellationToken) => default;

        public ValueTask OnDispatchAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
        {
            _seen++;
            if (_seen == Warmup)
            {
                _bytes = GC.GetAllocatedBytesForCurrentThread();
                _stretchStart = Stopwatch.GetTimestamp();
            }
            else if (_seen > Warmup && (_seen - Warmup) % Stretch == 0)
            {
                EndStretch();
            }

            return default;
        }

        public ValueTask OnStateChangedAsync(GatewayStateChange change, CancellationToken cancellationToken) => default;

        public ValueTask OnFatalAsync(GatewayFatalException fatal, CancellationToken cancellationToken) => default;

        private void EndStretch()
        {
            var elapsed = Stopwatch.GetElapsedTime(_stretchStart);
            _fastest = elapsed < _fastest ? elapsed : _fastest;
            _stretchStart = Stopwatch.GetTimestamp();
            if (_seen == Warmup + Measured)
            {
                Done.TrySetResult((GC.GetAllocatedBytesForCurrentThread() - _bytes, _fastest));
            }
        }
    }

    /// <summary>A gateway that has everything ready to be received, and then nothing more.</summary>
    private sealed class ReplaySockets : IGatewaySocketFactory, IGatewayBotSource, IIdentifyGate, IGatewaySocket
    {
        private const string Presence =
            """
            {"t":"PRESENCE_UPDATE","s":SEQ,"op":0,"d":{"user":{"id":"94490510688792576"},"status":"online","guild_id":"110373943822540800",
            "client_status":{"desktop":"online"},"broadcast":null,"activities":[{"type":2,"timestamps":{"start":1772000000000,"end":1772000200000},
            "sync_id":"3d9DChrdc6BOeFsbrZ3Is0","state":"Red Hot Chili Peppers","session_id":"140ecdfb976bdbf29d4452d492e551c7",
            "party":{"id":"spotify:94490510688792576"},"name":"Spotify","id":"spotify:1","flags":48,"details":"Under the Bridge",
            "created_at":1772000001000,"assets":{"large_text":"Blood Sugar Sex Magik","large_image":"spotify:ab67616d0000b273153d79816d853f2694b2cc70"}}]}}
            """;

        private readonly List<byte[]> _messages;
        private readonly GatewaySocketMessage _kind;
        private int _next;

        public ReplaySockets(GatewayCompression compression)
        {
            using var server = new CompressingServer(compression);
            _kind = server.Kind;
            _messages = [.. Texts().Select(server.Encode)];
        }

        public ValueTask<IGatewaySocket> ConnectAsync(Uri url, CancellationToken cancellationToken) => ValueTask.FromResult<IGatewaySocket>(this);

        public ValueTask<GatewayBot> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new GatewayBot
        {
            Url = new Uri("ws://127.0.0.1"),
            Shards = 1,
            SessionStartLimit = new SessionStartLimit(1, 1, TimeSpan.Zero, 1),
            FetchedAt = DateTimeOffset.UnixEpoch,
        });

        public ValueTask WaitAsync(int shardId, CancellationToken cancellationToken) => default;

        public ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (_next == _messages.Count)
            {
                return ForEverAsync(cancellationToken);
            }

            var message = _messages[_next++];
            message.CopyTo(buffer);
            return ValueTask.FromResult(new GatewaySocketReceive(_kind, message.Length, EndOfMessage: true));
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => default;

        public ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;

        private static IEnumerable<string> Texts()
        {
            yield return """{"op":10,"d":{"heartbeat_interval":41250}}""";
            yield return """{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7"},"session_id":"z"}}""";
            for (var number = 2; number < Warmup + Measured + 2; number++)
            {
                yield return Presence.Replace("SEQ", number.ToString(), StringComparison.Ordinal);
            }
        }

        private static async ValueTask<GatewaySocketReceive> ForEverAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return default;
        }
    }
}
