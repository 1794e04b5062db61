using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks W of lanyard.md §9 that are about time.</summary>
public sealed class LanyardSocketTimeTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync(_time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task W32_a_client_silent_for_a_minute_is_closed_with_1002()
    {
        await using var client = await _server.GreetAsync();
        await client.ExpectQuietAsync();

        _time.Advance(TimeSpan.FromSeconds(59.9));
        await Task.Yield();
        _server.OpenSockets.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        await client.ExpectCloseAsync(1002);
    }

    [Fact]
    public async Task Who_waits_for_a_cluster_that_does_not_answer_is_closed_with_1013_after_20_s()
    {
        await using var client = await _server.GreetAsync();
        await client.ExpectQuietAsync();
        var timers = _time.PendingTimers;
        _server.Feed.Broken = true;
        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_id\":\"80351110224678912\"}}");
        await Eventually.TrueAsync(() => _time.PendingTimers > timers, "the client to be held");

        _time.Advance(TimeSpan.FromSeconds(20));

        await client.ExpectCloseAsync(1013, "unavailable");
    }

    [Fact]
    public async Task W33_pings_alone_keep_a_connection_and_their_payload_comes_back()
    {
        await using var client = await _server.GreetAsync();

        for (var i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(25));
            await client.SendAsync(WebSocketOpcode.Ping, [1, 2, (byte)i]);
            var pong = await client.ReceiveAsync();

            pong.Opcode.ShouldBe(WebSocketOpcode.Pong);
            pong.Payload.ShouldBe([1, 2, (byte)i]);
        }
    }

    [Fact]
    public async Task W34_what_is_sent_to_a_client_does_not_keep_its_connection()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        await client.ReceiveJsonAsync();

        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(11));
            _server.Feed.Publish(Presences.User, $"{i}");
            await client.ReceiveJsonAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        await client.ExpectCloseAsync(1002);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_a_close_is_cut_off()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync("{}");
        (await client.ReceiveAsync()).CloseCode.ShouldBe(4004);

        _time.Advance(TimeSpan.FromSeconds(10));

        await client.ExpectCutAsync();
        await Eventually.TrueAsync(() => _server.OpenSockets == 0, "the socket to be forgotten");
    }

    [Fact]
    public async Task A_change_that_was_lost_on_the_way_arrives_with_the_next_comparison()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        await client.ReceiveJsonAsync();
        _server.Feed.LosesEvents = true;
        _server.Feed.Publish(Presences.User, "dnd");

        _time.Advance(TimeSpan.FromSeconds(10));

        (await client.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
    }

    [Fact]
    public async Task Somebody_asked_for_while_the_owner_was_away_is_told_of_when_it_is_back()
    {
        await using var client = await _server.GreetAsync();
        _server.Feed.Lost.Add(Presences.User);
        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_all\":true}}");
        (await client.ReceiveJsonAsync())["d"]!.AsObject().Count.ShouldBe(0);
        _server.Feed.Lost.Clear();

        _time.Advance(TimeSpan.FromSeconds(10));

        (await client.ReceiveJsonAsync())["d"]!["user_id"]!.GetValue<string>().ShouldBe(Presences.User.ToString());
    }
}
