using System.Net.WebSockets;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>Each mistake a client can make, and the code it is closed with.</summary>
public sealed class CloseCodeTests
{
    [Theory]
    [InlineData("""{"op":99,"d":null}""", GatewayCloseCode.UnknownOpcode)]
    [InlineData("""{"op":0,"d":null}""", GatewayCloseCode.UnknownOpcode)]
    [InlineData("not json", GatewayCloseCode.DecodeError)]
    [InlineData("[]", GatewayCloseCode.DecodeError)]
    [InlineData("\u0083t\0\0\0\u0002d\0\u0002opa\u0001d\0\u0001dd\0\u0003nil", GatewayCloseCode.DecodeError)]
    [InlineData("""{"d":null}""", GatewayCloseCode.DecodeError)]
    [InlineData("""{"op":"1"}""", GatewayCloseCode.DecodeError)]
    [InlineData("""{"op":2,"d":null}""", GatewayCloseCode.DecodeError)]
    [InlineData("""{"op":6,"d":{}}""", GatewayCloseCode.DecodeError)]
    [InlineData("""{"op":3,"d":{}}""", GatewayCloseCode.NotAuthenticated)]
    [InlineData("""{"op":8,"d":{}}""", GatewayCloseCode.NotAuthenticated)]
    [InlineData("""{"op":2,"d":{"token":"wrong","intents":1,"properties":{}}}""", GatewayCloseCode.AuthenticationFailed)]
    [InlineData("""{"op":6,"d":{"token":"wrong","session_id":"x","seq":1}}""", GatewayCloseCode.AuthenticationFailed)]
    public async Task Closes_for_a_bad_first_message(string message, GatewayCloseCode code)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await client.SendAsync(message);

        (await client.CloseCodeAsync()).ShouldBe((int)code);
    }

    [Theory]
    [InlineData(""","shard":[1,1]""", GatewayCloseCode.InvalidShard)]
    [InlineData(""","shard":[0,0]""", GatewayCloseCode.InvalidShard)]
    [InlineData(""","shard":[-1,2]""", GatewayCloseCode.InvalidShard)]
    [InlineData(""","shard":[0,3]""", GatewayCloseCode.InvalidShard)]
    [InlineData(""","shard":"0"]""", GatewayCloseCode.DecodeError)]
    [InlineData(""","shard":[0,2],"large_threshold":251""", GatewayCloseCode.DecodeError)]
    [InlineData(""","shard":[0,2],"large_threshold":49""", GatewayCloseCode.DecodeError)]
    public async Task Closes_for_a_bad_identify(string extra, GatewayCloseCode code)
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { ShardMultiple = 2 });
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await client.IdentifyAsync(discord, GatewayIntents.Guilds, extra);

        (await client.CloseCodeAsync()).ShouldBe((int)code);
    }

    [Theory]
    [InlineData(1 << 17, GatewayCloseCode.InvalidIntents)]
    [InlineData(-1, GatewayCloseCode.InvalidIntents)]
    [InlineData((int)GatewayIntents.MessageContent, GatewayCloseCode.DisallowedIntents)]
    public async Task Closes_for_intents_that_do_not_exist_or_are_not_enabled(int intents, GatewayCloseCode code)
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { DisallowedIntents = GatewayIntents.MessageContent });
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await client.IdentifyAsync(discord, (GatewayIntents)intents);

        (await client.CloseCodeAsync()).ShouldBe((int)code);
    }

    [Theory]
    [InlineData("?v=5&encoding=json", GatewayCloseCode.InvalidApiVersion)]
    [InlineData("?encoding=json", GatewayCloseCode.InvalidApiVersion)]
    [InlineData("?v=10&encoding=etf", GatewayCloseCode.DecodeError)]
    [InlineData("?v=10&encoding=json&compress=brotli-stream", GatewayCloseCode.DecodeError)]
    public async Task Closes_for_a_query_that_it_does_not_serve(string query, GatewayCloseCode code)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway, query);

        (await client.CloseCodeAsync()).ShouldBe((int)code);
    }

    [Fact]
    public async Task Closes_when_a_shard_has_too_many_guilds()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { GuildsPerShard = 2 });
        Enumerable.Range(0, 3).ToList().ForEach(i => discord.World.AddGuild($"{i}", []));
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await client.IdentifyAsync(discord);

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.ShardingRequired);
    }

    [Fact]
    public async Task Closes_for_a_second_identify()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ReadyAsync(discord);

        await client.IdentifyAsync(discord);

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.AlreadyAuthenticated);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Accepts_payloads_of_up_to_4096_bytes(int size, bool accepted)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);
        const string Head = """{"op":1,"d":null,"x":" """;

        await client.SendAsync(Head + new string('x', size - Head.Length - 2) + "\"}", WebSocketMessageType.Binary);

        if (accepted)
        {
            await client.NextAsync(GatewayOpcode.HeartbeatAck);
        }
        else
        {
            (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.DecodeError);
        }
    }

    [Fact]
    public async Task Closes_for_the_121st_event_within_a_minute()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        for (var i = 0; i < 121; i++)
        {
            await client.SendAsync("""{"op":1,"d":null}""");
        }

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.RateLimited);
        discord.Counters.Received(GatewayOpcode.Heartbeat).ShouldBe(121);
    }

    [Theory]
    [InlineData("""{"op":3,"d":null}""")]
    [InlineData("""{"op":3,"d":{"status":"idle"}}""")]
    [InlineData("""{"op":3,"d":{"status":1,"activities":[]}}""")]
    [InlineData("""{"op":4,"d":[]}""")]
    [InlineData("""{"op":4,"d":{"channel_id":null}}""")]
    [InlineData("""{"op":4,"d":{"guild_id":"1","channel_id":{}}}""")]
    [InlineData("""{"op":8,"d":{}}""")]
    [InlineData("\u0083m\0\0\0\u0001x")]
    public async Task Closes_a_session_for_what_cannot_be_decoded(string message)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ReadyAsync(discord);

        await client.SendAsync(message, WebSocketMessageType.Binary);

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.DecodeError);
    }

    [Theory]
    [InlineData(4013)]
    [InlineData(4004)]
    public async Task Refuses_the_next_identify_on_demand(int code)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.Gateway.RefuseNextIdentify(code);
        await using var first = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await first.IdentifyAsync(discord);

        (await first.CloseCodeAsync()).ShouldBe(code);
        await using var second = await RawClient.ReadyAsync(discord);
    }
}
