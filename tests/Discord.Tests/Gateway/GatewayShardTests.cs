using System.Text.Json;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Testing;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GatewayShardTests
{
    [Fact]
    public async Task Identifies_and_tells_of_the_new_session()
    {
        await using var fixture = new ShardFixture();

        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();
        socket.SayHello();
        var identify = JsonElement.Parse(await socket.SentAsync());
        socket.SayReady(sequence: 1);

        (await fixture.Sink.ToldAsync()).ShouldBe("ready session-1");
        socket.Url.ShouldBe(new Uri("ws://127.0.0.1:9/gateway?v=10&encoding=json"));
        identify.GetProperty("op").GetInt32().ShouldBe(2);
        var data = identify.GetProperty("d");
        data.GetProperty("token").GetString().ShouldBe(ShardFixture.Token);
        data.GetProperty("intents").GetInt32().ShouldBe(259);
        data.GetProperty("large_threshold").GetInt32().ShouldBe(250);
        data.GetProperty("shard").GetRawText().ShouldBe("[1,4]");
        data.GetProperty("properties").GetProperty("os").GetString().ShouldBe("linux");
        data.TryGetProperty("presence", out _).ShouldBeFalse();
        fixture.Sink.LastReady!.UserId.ShouldBe(77ul);
        fixture.Sink.LastReady.GuildIds.ShouldBe([5ul, 6ul]);
        fixture.Shard.Session.ShouldBe(new GatewaySession("session-1", new Uri("wss://resume.example"), 1));
        fixture.IdentifiesAllowed.ShouldBe(1);
    }

    [Fact]
    public async Task Hands_dispatches_on_as_their_own_bytes()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();

        socket.Say("""{"op":0,"d":{"user":{"id":"1"},"x":"é\n"} , "s":2,"t":"PRESENCE_UPDATE","more":[{}]}""");

        (await fixture.Sink.ToldAsync()).ShouldBe("""PRESENCE_UPDATE 2 {"user":{"id":"1"},"x":"é\n"}""");
        await Eventually.TrueAsync(() => fixture.Shard.Session!.Sequence == 2, "the sequence advances");
    }

    [Fact]
    public async Task Sends_heartbeats_with_the_last_sequence_on_schedule()
    {
        await using var fixture = new ShardFixture(chance: 0.5);
        var socket = await fixture.ConnectAsync();
        socket.Dispatch("TYPING_START", 9);
        await fixture.Sink.ToldAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(20.625));

        (await socket.SentAsync()).ShouldBe("""{"op":1,"d":9}""");
    }

    [Fact]
    public async Task Resumes_with_the_same_parameters_after_a_reconnect_request()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        socket.Dispatch("TYPING_START", 7);
        socket.Say("""{"op":7,"d":null}""");

        var second = await fixture.Sockets.OpenedAsync();
        second.SayHello();
        var resume = await second.SentAsync();
        second.Dispatch("TYPING_START", 8);
        second.Dispatch("RESUMED", 9);

        (await socket.ClosedWith).ShouldBe(4900);
        second.Url.ShouldBe(new Uri("wss://resume.example/?v=10&encoding=json"));
        resume.ShouldBe("""{"op":6,"d":{"token":"a.very.secret.token","session_id":"session-1","seq":7}}""");
        (await fixture.Sink.ToldAsync()).ShouldStartWith("TYPING_START 7");
        (await fixture.Sink.ToldAsync()).ShouldStartWith("TYPING_START 8");
        (await fixture.Sink.ToldAsync()).ShouldBe("resumed");
        fixture.IdentifiesAllowed.ShouldBe(1);
        socket.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Resumes_a_session_that_another_process_began()
    {
        await using var fixture = new ShardFixture();

        fixture.Start(new GatewaySession("theirs", new Uri("ws://127.0.0.1:8"), 1234));
        var socket = await fixture.Sockets.OpenedAsync();
        socket.SayHello();
        var resume = await socket.SentAsync();

        resume.ShouldContain("""
            "session_id":"theirs","seq":1234
            """);
        socket.Url.Port.ShouldBe(8);
        fixture.IdentifiesAllowed.ShouldBe(0);
    }

    [Fact]
    public async Task Starts_afresh_one_to_five_seconds_after_an_invalid_session()
    {
        await using var fixture = new ShardFixture(chance: 0.5);
        var socket = await fixture.ConnectAsync();
        socket.Say("""{"op":9,"d":false}""");

        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(3));
        second.SayHello();

        (await second.SentAsync()).ShouldStartWith("""{"op":2,""");
        second.Url.Host.ShouldBe("127.0.0.1");
        fixture.Shard.Session.ShouldBeNull();
    }

    [Fact]
    public async Task Drops_a_silent_connection_and_resumes()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        fixture.Clock.Advance(TimeSpan.Zero);
        await socket.SentAsync();

        fixture.Clock.Advance(TimeSpan.FromMilliseconds(41_250));
        var second = await fixture.Sockets.OpenedAsync();
        second.SayHello();

        (await socket.ClosedWith).ShouldBe(4900);
        (await second.SentAsync()).ShouldStartWith("""{"op":6,""");
    }

    [Fact]
    public async Task Keeps_beating_and_does_not_drop_the_connection_while_the_sink_is_slow()
    {
        await using var fixture = new ShardFixture();
        var release = new TaskCompletionSource();
        fixture.Sink.OnDispatch = _ => new ValueTask(release.Task);
        var socket = await fixture.ConnectAsync();
        fixture.Clock.Advance(TimeSpan.Zero);
        await socket.SentAsync();
        socket.Dispatch("TYPING_START", 2);
        await Eventually.TrueAsync(() => fixture.Shard.Session is not null, "the dispatch is being handled");

        for (var beat = 0; beat < 3; beat++)
        {
            fixture.Clock.Advance(TimeSpan.FromMilliseconds(41_250));
            (await socket.SentAsync()).ShouldBe("""{"op":1,"d":1}""");
        }

        release.SetResult();
        (await fixture.Sink.ToldAsync()).ShouldStartWith("TYPING_START 2");
        fixture.Sockets.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(4004, GatewayFatalReason.AuthenticationFailed, "token")]
    [InlineData(4010, GatewayFatalReason.InvalidShard, "shard 1 of 4")]
    [InlineData(4011, GatewayFatalReason.ShardingRequired, "4 shard(s)")]
    [InlineData(4012, GatewayFatalReason.InvalidApiVersion, "version 10")]
    [InlineData(4013, GatewayFatalReason.InvalidIntents, "259")]
    [InlineData(4014, GatewayFatalReason.DisallowedIntents, "the Presence intent, the Server Members intent")]
    public async Task Ends_with_one_line_that_names_the_remedy_when_Discord_refuses_for_good(int code, GatewayFatalReason reason, string named)
    {
        await using var fixture = new ShardFixture();
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();
        socket.SayHello();
        await socket.SentAsync();

        socket.SayClosed(code);
        var failure = await Should.ThrowAsync<GatewayFatalException>(fixture.Run);

        failure.Reason.ShouldBe(reason);
        failure.Message.ShouldContain(named);
        failure.Message.ShouldNotContain('\n');
        (await fixture.Sink.ToldAsync()).ShouldBe($"fatal {reason}");
        fixture.Shard.State.ShouldBe(GatewayConnectionState.Failed);
        fixture.Sockets.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Ends_when_REST_refuses_the_token()
    {
        await using var fixture = new ShardFixture { AddressFailure = new DiscordTokenRefusedException() };

        fixture.Start();
        var failure = await Should.ThrowAsync<GatewayFatalException>(fixture.Run);

        failure.Reason.ShouldBe(GatewayFatalReason.AuthenticationFailed);
    }

    [Fact]
    public async Task Tries_again_while_nothing_answers()
    {
        await using var fixture = new ShardFixture();
        fixture.Sockets.FailuresLeft = 2;
        fixture.Start();

        await Eventually.TrueAsync(() => fixture.Clock.PendingTimers > 0, "the first wait");
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => fixture.Sockets.Attempts == 2 && fixture.Clock.PendingTimers > 0, "the second wait");
        fixture.Clock.Advance(TimeSpan.FromSeconds(2));

        await fixture.Sockets.OpenedAsync();
        lock (fixture.Sink.States)
        {
            fixture.Sink.States.ShouldContain(
                new GatewayStateChange(GatewayConnectionState.Connecting, GatewayDisconnectCause.OpenFailed, null, TimeSpan.FromSeconds(2)));
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"op":"0"}""")]
    [InlineData("""{"op":0.5,"d":{}}""")]
    [InlineData("""{"op":0,"d":{},"s":"1","t":"X"}""")]
    [InlineData("""{"op":0,"d":{},"s":1,"t":5}""")]
    [InlineData("""{"op":0,"d":{},"s":1,"t":null}""")]
    [InlineData("""{"op":0,"s":1,"t":"GUILD_CREATE"}""")]
    [InlineData("""{"op":0,"d":{]},"s":1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":{},"s":1,"t":"X"}{"op":1}""")]
    [InlineData("""{"op":0,"d":{"session_id":7},"s":1,"t":"READY"}""")]
    [InlineData("""{"op":0,"d":{},"s":1,"t":"READY"}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":-1}}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":4e-9}}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":1e300}}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":"soon"}}""")]
    [InlineData("""{"op":10,"d":null}""")]
    [InlineData("""{"op":10}""")]
    public async Task Reconnects_and_resumes_after_what_is_not_the_protocol(string frame)
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();

        socket.Say(frame);
        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        second.SayHello();

        (await socket.ClosedWith).ShouldBe(4900);
        (await second.SentAsync()).ShouldStartWith("""{"op":6,""");
    }

    [Theory]
    [InlineData("""{"op":99,"d":{"x":1},"s":null,"t":null}""")]
    [InlineData("""{"op":11}""")]
    [InlineData("""{"op":0,"d":null,"s":null,"t":"SOMETHING_NEW"}""")]
    public async Task Takes_what_a_later_Discord_may_send(string frame)
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();

        socket.Say(frame);
        socket.Dispatch("TYPING_START", 2);

        await Eventually.TrueAsync(() => fixture.Shard.Session!.Sequence == 2, "the next dispatch is handled");
        fixture.Sockets.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Ends_with_the_sinks_exception_before_the_dispatch_that_failed()
    {
        await using var fixture = new ShardFixture();
        fixture.Sink.OnDispatch = static dispatch => dispatch.Sequence == 3 ? throw new JsonException("the sink's own") : default;
        var socket = await fixture.ConnectAsync();

        socket.Dispatch("TYPING_START", 2);
        socket.Dispatch("TYPING_START", 3);
        var failure = await Should.ThrowAsync<JsonException>(fixture.Run);

        failure.Message.ShouldBe("the sink's own");
        fixture.Shard.Session!.Sequence.ShouldBe(2);
        (await socket.ClosedWith).ShouldBe(4900);
    }

    [Fact]
    public async Task Leaves_the_session_to_be_resumed_when_cancelled()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();

        await fixture.StopAsync();

        (await socket.ClosedWith).ShouldBe(4900);
        fixture.Shard.Session!.SessionId.ShouldBe("session-1");
        fixture.Shard.State.ShouldBe(GatewayConnectionState.Stopped);
    }

    [Fact]
    public async Task Logs_the_bot_off_when_the_session_is_ended()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();

        fixture.Shard.EndSession();
        await fixture.Run.WaitAsync(TimeSpan.FromSeconds(10));

        (await socket.ClosedWith).ShouldBe(1000);
        fixture.Shard.Session.ShouldBeNull();
    }

    [Fact]
    public async Task Stops_while_it_waits_to_reconnect()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        socket.SayClosed(1006);
        await Eventually.TrueAsync(() => fixture.Shard.State == GatewayConnectionState.Connecting, "waiting");

        await fixture.StopAsync();

        fixture.Shard.Session.ShouldNotBeNull();
    }

    [Fact]
    public async Task Reports_its_states_in_order()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        socket.Say("""{"op":7,"d":null}""");
        var second = await fixture.Sockets.OpenedAsync();
        second.SayHello();
        second.Dispatch("RESUMED", 2);
        await fixture.Sink.ToldAsync();
        await fixture.StopAsync();

        fixture.Sink.States.ShouldBe([
            new(GatewayConnectionState.Connecting),
            new(GatewayConnectionState.Handshaking),
            new(GatewayConnectionState.Ready),
            new(GatewayConnectionState.Connecting, GatewayDisconnectCause.ReconnectRequested),
            new(GatewayConnectionState.Handshaking),
            new(GatewayConnectionState.Ready),
            new(GatewayConnectionState.Stopped, GatewayDisconnectCause.Stopped),
        ]);
    }

    [Fact]
    public async Task Leaves_a_connection_that_cannot_be_sent_on()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        socket.RefusesToSend = true;
        socket.Say("""{"op":1,"d":null}""");
        await Eventually.TrueAsync(
            () =>
            {
                fixture.Clock.Advance(TimeSpan.FromSeconds(0.5));
                return fixture.Shard.State == GatewayConnectionState.Connecting;
            },
            "the shard leaves the connection");

        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));

        second.ShouldNotBeSameAs(socket);
    }

    [Fact]
    public async Task Refuses_a_command_while_not_connected_or_too_large()
    {
        await using var fixture = new ShardFixture();
        await Should.ThrowAsync<GatewayNotConnectedException>(
            async () => await fixture.Shard.SendAsync("{}"u8.ToArray(), CancellationToken.None));
        await fixture.ConnectAsync();

        var failure = await Should.ThrowAsync<GatewayPayloadTooLargeException>(
            async () => await fixture.Shard.SendAsync(new byte[4097], CancellationToken.None));

        failure.Message.ShouldContain("4097");
    }

    [Fact]
    public void Refuses_options_out_of_their_limits_by_name()
    {
        var options = new GatewayOptions { Token = new BotToken("x"), ShardId = 4, ShardCount = 4 };

        var failure = Should.Throw<ArgumentException>(options.Validate);

        failure.Message.ShouldContain("ShardId is 4, allowed is 0 to 3");
    }

    [Fact]
    public void Never_prints_the_token()
    {
        var options = new GatewayOptions { Token = new BotToken(ShardFixture.Token) };

        options.ToString().ShouldNotContain(ShardFixture.Token);
        IdentifyPayload.From(options).ToString().ShouldNotContain(ShardFixture.Token);
        new ResumePayload(ShardFixture.Token, "s", 1).ToString().ShouldNotContain(ShardFixture.Token);
        new GatewayPayload<IdentifyPayload>(2, IdentifyPayload.From(options)).ToString().ShouldNotContain(ShardFixture.Token);
    }
}
