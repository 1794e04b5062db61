using System.Text;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Tests.Support;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;
using Songs = Fabric.Grains.Tests.Player.Tracks;

namespace Fabric.Grains.Tests.Session;

/// <summary>Sessions in a silo, over a store that outlives it.</summary>
public sealed class SessionGrainTests : IAsyncLifetime
{
    private static readonly UserId Bot = new(42);
    private static readonly GuildId Guild = new(7);

    private readonly StateStore _store = new();
    private readonly SessionId _id = new("abcdefghij012345");
    private GrainSilo _silo = null!;
    private Gateway _gateway = null!;
    private readonly CancellationTokenSource _ended = new();
    private Task _renewing = Task.CompletedTask;
    private long _reports;

    public async ValueTask InitializeAsync()
    {
        _silo = await GrainSilo.StartAsync(_store);
        _gateway = await _silo.GatewayAsync();
        await RenewAsync();
        _renewing = KeepRenewingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        await _silo.DisposeAsync();
        _ended.Dispose();
    }

    [Fact]
    public async Task An_event_is_stored_and_reaches_the_sockets_gateway_with_its_number()
    {
        var socket = await OpenAsync();

        (await ReportAsync("start")).ShouldBeTrue();

        await Eventually.TrueAsync(() => Heard().Any(), "the gateway to be told");
        Heard().ShouldBe([(1, true, "start")]);
        _store["session/abcdefghij012345"]!.ShouldContain("start");
        (await Session.ReadAsync(socket, 0))!.Events.Length.ShouldBe(1);
        await Session.AcknowledgeAsync(socket, 1);
        (await Session.ReadAsync(socket, 0))!.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_session_is_gone_and_so_are_its_players()
    {
        var socket = await OpenAsync();
        var answer = await Player.UpdateAsync(new PlayerUpdate { Volume = 50 }, noReplace: false);
        answer.Status.ShouldBe(200);
        (await Session.GetPlayersAsync()).ShouldBe([Guild]);

        await Session.CloseAsync(socket, sent: 0, gatewayEnds: false);

        (await Session.GetPlayersAsync()).ShouldBeNull();
        (await Session.UpdateAsync(new SessionUpdate())).ShouldBeNull();
        (await ReportAsync("late")).ShouldBeFalse();
        (await Player.GetAsync()).ShouldSatisfyAllConditions(
            static gone => gone.Status.ShouldBe(404),
            static gone => gone.Error.ShouldBe("Session not found"));
        await Eventually.TrueAsync(() => _store["session/abcdefghij012345"] is null, "nothing of it to be stored");
        await Eventually.TrueAsync(() => _store[$"player/{PlayerKey.Of(new PlayerId(_id, Guild))}"] is null, "nothing of its player to be stored");
    }

    [Fact]
    public async Task The_gateway_is_told_of_players_that_come_and_go_though_they_have_nothing_to_say()
    {
        await OpenAsync();

        await Player.UpdateAsync(new PlayerUpdate(), noReplace: false);
        await Eventually.TrueAsync(() => Counts() == new SessionCounts(1, 0), "the player to be counted", lastSeen: () => $"{Counts()}");

        await Player.UpdateAsync(new PlayerUpdate { EncodedTrack = Songs.Song() }, noReplace: false);
        await Eventually.TrueAsync(() => Counts() == new SessionCounts(1, 1), "the track to be counted", lastSeen: () => $"{Counts()}");
        await Player.DestroyAsync();

        await Eventually.TrueAsync(() => Counts() == new SessionCounts(0, 0), "nothing to be counted", lastSeen: () => $"{Counts()}");
    }

    [Fact]
    public async Task A_session_that_waits_is_found_by_nobody_but_its_client()
    {
        var socket = await OpenAsync();
        await Session.UpdateAsync(new SessionUpdate { Resuming = true, Timeout = 30L });
        await Session.CloseAsync(socket, sent: 0, gatewayEnds: false);

        (await Session.GetPlayersAsync()).ShouldBeNull();
        (await Session.ResumeAsync(new SessionOpening(new UserId(43), null, Socket()))).ShouldBeNull();
        (await ReportAsync("while away")).ShouldBeTrue();

        var next = Socket();
        (await Session.ResumeAsync(new SessionOpening(Bot, null, next))).ShouldNotBeNull();
        Text((await Session.ReadAsync(next, 0))!.Events.Single().Json).ShouldBe("while away");
        (await Session.GetPlayersAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_socket_that_looks_open_is_told_that_it_has_lost_the_session()
    {
        var socket = await OpenAsync();

        (await Session.ResumeAsync(new SessionOpening(Bot, null, Socket()))).ShouldNotBeNull();

        await Eventually.TrueAsync(() => _gateway.Heard.OfType<SessionLost>().Any(), "the first socket to be told");
        _gateway.Heard.OfType<SessionLost>().Single().Connection.ShouldBe(socket.Connection);
        (await Session.ReadAsync(socket, 0)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_and_its_log_outlive_their_silo()
    {
        var socket = await OpenAsync();
        await Session.UpdateAsync(new SessionUpdate { Resuming = true });
        (await ReportAsync("one")).ShouldBeTrue();
        (await ReportAsync("two")).ShouldBeTrue();
        await Session.AcknowledgeAsync(socket, 1);

        await _silo.DisposeAsync();
        _silo = await GrainSilo.StartAsync(_store);
        await RenewAsync();
        _renewing = KeepRenewingAsync();

        Text((await Session.ReadAsync(socket, 1))!.Events.Single().Json).ShouldBe("two");
        (await ReportAsync("three")).ShouldBeTrue();
        (await Session.ReadAsync(socket, 1))!.Events.Select(static one => one.Number).ShouldBe([2, 3]);
        (await Session.UpdateAsync(new SessionUpdate()))!.Resuming.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_whose_gateway_is_lost_waits_for_its_client()
    {
        var lost = new SocketId(new GatewayId("never heard of"), Guid.NewGuid());
        await Session.OpenAsync(new SessionOpening(Bot, null, lost));

        await Eventually.TrueAsync(async () => await Session.GetPlayersAsync() is null, "the gateway to be missed");

        (await Session.ResumeAsync(new SessionOpening(Bot, null, Socket()))).ShouldNotBeNull();
        (await Session.GetPlayersAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_handshake_once_more_does_no_harm()
    {
        var opening = new SessionOpening(Bot, "tests/1", Socket());

        await Session.OpenAsync(opening);
        await Session.OpenAsync(opening);

        (await Session.ReadAsync(opening.Socket, 0)).ShouldNotBeNull();
    }

    private ISessionGrain Session => _silo.Client.GetGrain<ISessionGrain>(SessionKey.Of(_id));

    private IPlayerGrain Player => _silo.Client.GetGrain<IPlayerGrain>(PlayerKey.Of(new PlayerId(_id, Guild)));

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span).Trim('"');

    private SocketId Socket() => new(_gateway.Id, Guid.NewGuid());

    private IEnumerable<(long, bool, string)> Heard() => _gateway.Heard.OfType<SessionNews>()
        .SelectMany(static news => news.Messages)
        .Select(static message => (message.Number, message.IsLogged, Text(message.Json)));

    private SessionCounts? Counts() => _gateway.Heard.OfType<SessionNews>().LastOrDefault()?.Counts;

    private Task RenewAsync() =>
        _silo.Client.GetGrain<IGatewayRegistryGrain>(GatewayRegistryKey.Of(_gateway.Id)).RenewAsync(_gateway.Id, isDraining: false);

    private async Task KeepRenewingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                await RenewAsync();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or Orleans.Runtime.OrleansException)
        {
            // The test is over, or its silo gives place to the next one, which it renews with by itself.
        }
    }

    private async Task<SocketId> OpenAsync()
    {
        var socket = Socket();
        await Session.OpenAsync(new SessionOpening(Bot, "tests/1", socket));
        return socket;
    }

    private Task<bool> ReportAsync(string text) =>
        Session.ReportAsync(Guild, new PlayerReport(1, ++_reports, IsPlaying: true, [new PlayerMessage(IsEvent: true, Encoding.UTF8.GetBytes($"\"{text}\""))]));
}
