using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks about updates, from W23 on.</summary>
public sealed partial class LanyardSocketTests
{
    [Fact]
    public async Task W23_a_change_is_sent_as_the_whole_presence()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(One(Presences.User));
        await client.ReceiveJsonAsync();

        _server.Feed.Publish(Presences.User, "dnd");

        (await client.ReceiveAsync()).Text.ShouldBe(
            $"{{\"op\":0,\"seq\":2,\"t\":\"PRESENCE_UPDATE\",\"d\":{Presences.Json(Presences.User, "dnd")}}}");
    }

    [Fact]
    public async Task W23_on_sockets_for_several_users_a_change_names_its_user()
    {
        await using var many = await _server.GreetAsync();
        await using var all = await _server.GreetAsync("/socket?compression=zlib_json");
        await many.SendAsync(Many(Presences.User));
        await all.SendAsync(All);
        await many.ReceiveJsonAsync();
        await all.ReceiveJsonAsync();

        _server.Feed.Publish(Presences.User, "dnd");

        foreach (var client in new[] { many, all })
        {
            var data = (await client.ReceiveJsonAsync())["d"];
            Presences.KeysOf(data).ShouldBe(["user_id", .. Presences.Keys]);
            data!["user_id"]!.GetValue<string>().ShouldBe(Presences.User.ToString());
        }
    }

    [Fact]
    public async Task W24_what_is_not_newer_is_not_sent()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(One(Presences.User));
        await client.ReceiveJsonAsync();
        var older = _server.Feed.Publish(Presences.User, "idle");
        await client.ReceiveJsonAsync();
        var newer = _server.Feed.Publish(Presences.User, "dnd");
        await client.ReceiveJsonAsync();

        _server.Feed.Tell(newer);
        _server.Feed.Tell(older);

        await client.ExpectQuietAsync();
    }

    [Theory]
    [InlineData("{\"unsubscribe_from_id\":\"94490510688792576\"}")]
    [InlineData("{\"unsubscribe_from_ids\":[\"94490510688792576\"],\"unsubscribe_from_all\":true}")]
    [InlineData("{\"unsubscribe_from_ids\":\"x\",\"unsubscribe_from_id\":\"94490510688792576\"}")]
    public async Task W28_unsubscribing_is_not_answered_and_ends_the_updates(string data)
    {
        _server.Feed.Publish(Presences.Other);
        await using var client = await _server.GreetAsync();
        await client.SendAsync(Many(Presences.User, Presences.Other));
        await client.ReceiveJsonAsync();

        await client.SendAsync($"{{\"op\":4,\"d\":{data}}}");
        await client.ExpectQuietAsync();
        _server.Feed.Publish(Presences.User, "idle");
        _server.Feed.Publish(Presences.Other, "dnd");

        (await client.ReceiveJsonAsync())["d"]!["user_id"]!.GetValue<string>().ShouldBe(Presences.Other.ToString());
    }

    [Theory]
    [InlineData("{\"op\":4}")]
    [InlineData("{\"op\":4,\"d\":null}")]
    [InlineData("{\"op\":4,\"d\":[]}")]
    [InlineData("{\"op\":4,\"d\":\"x\"}")]
    [InlineData("{\"op\":4,\"d\":{}}")]
    [InlineData("{\"op\":4,\"d\":{\"unsubscribe_from_all\":\"true\"}}")]
    [InlineData("{\"op\":4,\"d\":{\"unsubscribe_from_id\":5,\"unsubscribe_from_all\":true}}")]
    public async Task W29_unsubscribing_from_nothing_changes_nothing(string message)
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(All);
        await client.ReceiveJsonAsync();

        await client.SendAsync(message);
        await client.ExpectQuietAsync();
        _server.Feed.Publish(Presences.User, "idle");

        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("PRESENCE_UPDATE");
    }

    [Fact]
    public async Task W30_unsubscribing_from_all_ends_every_update()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(All);
        await client.ReceiveJsonAsync();
        await client.SendAsync(One(Presences.User));
        await client.ReceiveJsonAsync();

        await client.SendAsync("{\"op\":4,\"d\":{\"unsubscribe_from_all\":true}}");
        await client.ExpectQuietAsync();
        _server.Feed.Publish(Presences.User, "idle");
        _server.Feed.Publish(Presences.Stranger);

        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task W31_leaving_is_silent_and_a_subscription_waits_for_the_user_to_come_back()
    {
        await using var one = await _server.GreetAsync();
        await using var all = await _server.GreetAsync();
        await one.SendAsync(One(Presences.User));
        await all.SendAsync(All);
        await one.ReceiveJsonAsync();
        await all.ReceiveJsonAsync();

        _server.Feed.Leave(Presences.User);

        await one.ExpectQuietAsync();
        await all.ExpectQuietAsync();
        (await _server.Http.GetAsync($"/v1/users/{Presences.User}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        _server.Feed.Publish(Presences.User, "idle");

        (await one.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
        (await all.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
    }

    [Fact]
    public async Task W31_a_subscription_to_somebody_unknown_becomes_live_when_that_user_joins()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(One(Presences.Stranger));
        (await client.ReceiveJsonAsync())["d"]!.AsObject().Count.ShouldBe(0);

        _server.Feed.Publish(Presences.Stranger, "idle");

        (await client.ReceiveJsonAsync()).ToJsonString().ShouldBe(Event(2, "PRESENCE_UPDATE", Presences.Json(Presences.Stranger, "idle")));
    }

    [Fact]
    public async Task W31_who_follows_everybody_hears_of_a_join_once()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(All);
        await client.ReceiveJsonAsync();

        _server.Feed.Publish(Presences.Stranger, "idle");

        (await client.ReceiveJsonAsync())["d"]!["user_id"]!.GetValue<string>().ShouldBe(Presences.Stranger.ToString());
        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task W31_who_follows_everybody_but_one_hears_of_that_one_when_he_joins_again()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync(All);
        await client.ReceiveJsonAsync();
        await client.SendAsync($"{{\"op\":4,\"d\":{{\"unsubscribe_from_id\":\"{Presences.User}\"}}}}");
        await client.ExpectQuietAsync();

        _server.Feed.Publish(Presences.User, "idle");
        await client.ExpectQuietAsync();
        _server.Feed.Leave(Presences.User);
        _server.Feed.Publish(Presences.User, "dnd");

        (await client.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
    }

    [Fact]
    public async Task W37_compression_by_extension_is_not_negotiated()
    {
        await using var client = await _server.ConnectAsync(
            "/socket", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", "Sec-WebSocket-Protocol: json");

        client.Response.ShouldNotContain("Sec-WebSocket-Extensions");
        client.Response.ShouldNotContain("Sec-WebSocket-Protocol");
    }

    [Fact]
    public async Task W38_a_planned_stop_closes_with_1001()
    {
        await using var client = await _server.GreetAsync();

        var stopping = _server.StopAsync();

        await client.ExpectCloseAsync(1001);
        await stopping;
    }

    [Fact]
    public async Task W39_an_update_that_overtakes_the_answer_is_sent_behind_it()
    {
        await using var client = await _server.GreetAsync();
        _server.Feed.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.SendAsync(Many(Presences.User, Presences.Stranger));
        await Eventually.TrueAsync(() => _server.Feed.Follows(Presences.Stranger), "the subscription to reach the cluster");

        _server.Feed.Publish(Presences.User, "idle");
        _server.Feed.Publish(Presences.User, "dnd");
        _server.Feed.Gate.SetResult();

        var init = await client.ReceiveJsonAsync();
        init["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        init["d"]![Presences.User.ToString()]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task W39_init_state_comes_before_any_update_and_the_last_is_never_lost_under_load()
    {
        const int Clients = 60;
        using var stop = new CancellationTokenSource();
        using var subscribed = new CountdownEvent(Clients);
        var publishing = Task.Run(() => CountUp(stop.Token), CancellationToken.None);

        var reading = Enumerable.Range(0, Clients).Select(index => SubscribeAndReadAsync(index, subscribed)).ToList();
        await Eventually.TrueAsync(() => subscribed.IsSet, "all to have subscribed", TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        var last = await publishing;

        (await Task.WhenAll(reading)).ShouldAllBe(seen => seen == last);
    }

    /// <summary>Publishes numbers in order until told to stop, then the end; answers with the last number.</summary>
    private int CountUp(CancellationToken stop)
    {
        var number = 0;
        while (!stop.IsCancellationRequested)
        {
            _server.Feed.Publish(Presences.User, $"{++number}");
            stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1));
        }

        _server.Feed.Publish(Presences.User, "end");
        return number;
    }

    /// <summary>Reads to the end; answers with the last number before it.</summary>
    private async Task<int> SubscribeAndReadAsync(int index, CountdownEvent subscribed)
    {
        await using var client = await _server.GreetAsync(index % 2 == 0 ? "/socket" : "/socket?compression=zlib_json");
        await client.SendAsync(One(Presences.User));
        var seen = -1;
        for (var number = 1; ; number++)
        {
            var message = await client.ReceiveJsonAsync();
            message["t"]!.GetValue<string>().ShouldBe(number == 1 ? "INIT_STATE" : "PRESENCE_UPDATE");
            message["seq"]!.GetValue<int>().ShouldBe(number);
            var status = message["d"]!["discord_status"]!.GetValue<string>();
            if (status is "end")
            {
                return seen;
            }

            var next = status is "online" ? 0 : int.Parse(status);
            next.ShouldBeGreaterThan(seen);
            (number > 2 && next != seen + 1).ShouldBeFalse("only while it subscribes may a client miss numbers");
            seen = next;
            if (number == 1)
            {
                subscribed.Signal();
            }
        }
    }
}
