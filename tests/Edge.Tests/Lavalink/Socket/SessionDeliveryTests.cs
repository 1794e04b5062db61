using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Presence;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink.Socket;

public sealed class SessionDeliveryTests : IDisposable, ISessionObserver
{
    private static readonly SessionId Session = new("abcdefghij012345");
    private static readonly SocketId Socket = new(new GatewayId("g"), Guid.NewGuid());

    private readonly ManualTimeProvider _time = new();
    private readonly MemoryLavalink _cluster;
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly CancellationTokenSource _ended = new();
    private SessionDelivery _delivery = null!;
    private bool _writes = true;

    public SessionDeliveryTests()
    {
        _cluster = new MemoryLavalink(_time) { Batch = 7 };
        _cluster.Attach(this);
    }

    public void Dispose()
    {
        _delivery.Dispose();
        _ended.Dispose();
    }

    void ISessionObserver.OnNews(SessionNews news) => _delivery.OnNews(news);

    void ISessionObserver.OnLost(SessionLost lost)
    {
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_is_lost_each_event_arrives_once_and_in_order_and_is_acknowledged(int seed)
    {
        const int Count = 300;
        var random = new Random(seed);
        await BeginAsync(isResumed: seed % 2 == 0);
        var work = _delivery.RunAsync(static _ => Task.CompletedTask, _ended.Token);

        for (var i = 1; i <= Count; i++)
        {
            _cluster.Tell(Session, i.ToString(CultureInfo.InvariantCulture), isLost: random.Next(3) == 0);
            _cluster.IsUnanswered = random.Next(4) == 0;
            if (random.Next(20) == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        _cluster.IsUnanswered = false;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return _cluster.Ask(Session, static one => one!.Acknowledged) == Count;
            },
            "every event to be acknowledged",
            lastSeen: () => $"{_sent.Count} sent");

        _sent.ShouldBe(Enumerable.Range(1, Count).Select(static number => number.ToString(CultureInfo.InvariantCulture)));
        await EndAsync(work);
    }

    [Fact]
    public async Task A_long_log_is_read_no_faster_than_it_is_written()
    {
        await BeginAsync(isResumed: true);
        for (var i = 1; i <= 20; i++)
        {
            _cluster.Tell(Session, $"{i}", isLost: true);
        }

        _writes = false;
        var work = _delivery.RunAsync(static _ => Task.CompletedTask, _ended.Token);
        await Eventually.TrueAsync(() => _sent.Count == 7, "the first of the log");
        _time.Advance(TimeSpan.FromSeconds(10));
        _cluster.Calls.Count(static call => call == "read").ShouldBe(1);
        _writes = true;
        _delivery.OnWritten(7);

        await Eventually.TrueAsync(() => _sent.Count == 20, "the rest of the log");
        await EndAsync(work);
    }

    [Fact]
    public async Task One_call_acknowledges_what_was_written_meanwhile()
    {
        await BeginAsync(isResumed: false);
        var work = _delivery.RunAsync(static _ => Task.CompletedTask, _ended.Token);
        _cluster.IsUnanswered = true;
        for (var i = 1; i <= 50; i++)
        {
            _cluster.Tell(Session, $"{i}");
        }

        await Eventually.TrueAsync(() => _cluster.Calls.Contains("acknowledge"), "the first call");
        _cluster.IsUnanswered = false;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return _cluster.Ask(Session, static one => one!.Acknowledged) == 50;
            },
            "the last event to be acknowledged");
        await EndAsync(work);
    }

    [Fact]
    public async Task What_was_sent_counts_as_unacknowledged_until_the_session_knows_it()
    {
        await BeginAsync(isResumed: false);
        var work = _delivery.RunAsync(static _ => Task.CompletedTask, _ended.Token);
        _cluster.IsUnanswered = true;
        _cluster.Tell(Session, "1");
        _cluster.Tell(Session, "2");
        await Eventually.TrueAsync(() => _cluster.Calls.Contains("acknowledge"), "the first call");
        _delivery.Unacknowledged.ShouldBe(2);

        _cluster.IsUnanswered = false;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return _delivery.Unacknowledged == 0;
            },
            "both to be acknowledged",
            lastSeen: () => $"{_delivery.Unacknowledged}");
        await EndAsync(work);
    }

    [Fact]
    public async Task What_an_earlier_socket_acknowledged_does_not_count_as_unacknowledged()
    {
        await BeginAsync(isResumed: true);
        _cluster.Tell(Session, "1", isLost: true);
        await _cluster.AcknowledgeAsync(Session, Socket, 1);
        var isReplayed = false;
        var work = _delivery.RunAsync(
            _ =>
            {
                isReplayed = true;
                return Task.CompletedTask;
            },
            _ended.Token);

        await Eventually.TrueAsync(() => isReplayed, "the log to be read");
        _delivery.Unacknowledged.ShouldBe(0);
        await EndAsync(work);
    }

    [Fact]
    public async Task It_ends_by_itself_when_another_socket_has_the_session()
    {
        await BeginAsync(isResumed: false);
        var work = _delivery.RunAsync(static _ => Task.CompletedTask, _ended.Token);
        _cluster.Ask(Session, static one => one!.Socket = new SocketId(new GatewayId("other"), Guid.NewGuid()));

        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return work.IsCompletedSuccessfully;
            },
            "the end");
    }

    private async Task BeginAsync(bool isResumed)
    {
        await _cluster.OpenAsync(Session, new SessionOpening(new UserId(1), ClientName: null, Socket));
        _delivery = new SessionDelivery(_cluster, new SessionSeat(Session, Socket, isResumed ? new SessionResumption(default, default) : null), new LavalinkSocketSettings(), _time, Send);
    }

    private void Send(SessionMessage message)
    {
        _sent.Enqueue(Encoding.UTF8.GetString(message.Json.Span));
        if (_writes)
        {
            _delivery.OnWritten(message.Number);
        }
    }

    private async Task EndAsync(Task work)
    {
        await _ended.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
