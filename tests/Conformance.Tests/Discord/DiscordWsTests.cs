using Fabric.Conformance.Tests.Scripts;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Discord;

/// <summary>@discordjs/ws 2 with several shards and zlib-stream takes the fake Discord for Discord.</summary>
public sealed class DiscordWsTests
{
    private const int Intents = 259;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Reads_compressed_payloads_on_two_shards_that_identify_together(int fragmentSize)
    {
        await using var discord = await FakeDiscordServer.StartAsync(TwoShards with { CompressedFragmentSize = fragmentSize });
        var users = Enumerable.Range(0, 200).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        var guilds = Enumerable.Range(0, 6).Select(i => discord.World.AddGuild($"Guild {i}", users)).ToList();

        await using var client = Start(discord, compress: true);
        await client.ExpectAsync("connected", static message => message.GetProperty("shards").GetInt32() == 2);
        foreach (var guild in guilds)
        {
            var seen = await client.ExpectAsync("dispatch", IsDispatch("GUILD_CREATE", guild), $"guild {guild}");
            seen.GetProperty("shard").GetInt32().ShouldBe(guild.ShardOf(2));
        }

        discord.World.SetPresence(users[7], DiscordPresence.Online());
        await client.ExpectAsync("dispatch", IsDispatch("PRESENCE_UPDATE", users[7]));

        discord.Gateway.Sessions.Select(static session => session.ShardId).ShouldBe([0, 1], ignoreOrder: true);
        discord.Counters.Received(GatewayOpcode.Identify).ShouldBe(2);
    }

    [Fact]
    public async Task Resumes_one_shard_with_a_new_compression_context_and_leaves_the_other_alone()
    {
        await using var discord = await FakeDiscordServer.StartAsync(TwoShards);
        var ada = discord.World.AddUser("ada");
        var guilds = Enumerable.Range(0, 4).Select(i => discord.World.AddGuild($"Guild {i}", [ada.Id])).ToList();
        await using var client = Start(discord, compress: true);
        await client.ExpectAsync("connected");

        discord.Gateway.RequestReconnect(shard: 1);
        var resumed = await client.ExpectAsync("resumed");
        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        foreach (var guild in guilds)
        {
            await client.ExpectAsync("dispatch", IsDispatch("PRESENCE_UPDATE", ada.Id), $"the presence for guild {guild}");
        }

        resumed.GetProperty("shard").GetInt32().ShouldBe(1);
        discord.Counters.Connections.ShouldBe(3);
        discord.Counters.Identifies.ShouldBe(2);
    }

    [Fact]
    public async Task Beats_as_often_as_it_is_told()
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(400) });
        await using var client = Start(discord, compress: false);

        await client.ExpectAsync("heartbeat");
        await client.ExpectAsync("heartbeat");
        discord.Gateway.RequestHeartbeat();
        await Eventually.TrueAsync(() => discord.Counters.Received(GatewayOpcode.Heartbeat) >= 3, "three heartbeats");

        discord.Counters.OpenConnections.ShouldBe(1);
    }

    private static FakeDiscordOptions TwoShards => new() { Shards = 2, MaxConcurrency = 2 };

    private static NodeScript Start(FakeDiscordServer discord, bool compress) =>
        NodeScript.Start("discord/ws.mjs", new { api = discord.Addresses.Api, token = discord.Token, intents = Intents, compress });

    private static Func<System.Text.Json.JsonElement, bool> IsDispatch(string type, Snowflake id) => message =>
        message.GetProperty("t").GetString() == type && message.GetProperty("id").GetString() == id.ToString();
}
