using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.Conformance.Tests.Discord;

/// <summary>What discord.js asks for: members by the gateway, messages by REST.</summary>
public sealed class DiscordJsRequestTests
{
    [Fact]
    public async Task Fetches_the_members_of_a_large_guild_by_chunks()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = Enumerable.Range(0, 2500).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        users.Take(300).ToList().ForEach(user => discord.World.SetPresence(user, DiscordPresence.Online()));
        var guild = discord.World.AddGuild("Metropolis", users);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        var before = (await client.DoAsync("guilds")).EnumerateArray().Single();

        var fetched = await client.DoAsync("fetchMembers", new { guild = guild.ToString(), presences = true });

        before.GetProperty("large").GetBoolean().ShouldBeTrue();
        before.GetProperty("members").GetArrayLength().ShouldBe(301);
        fetched.GetProperty("members").GetInt32().ShouldBe(2501);
        fetched.GetProperty("online").GetInt32().ShouldBe(301);
        client.Seen("raw").Count(DiscordJs.IsDispatch("GUILD_MEMBERS_CHUNK")).ShouldBe(3);
    }

    [Fact]
    public async Task Fetches_members_by_id_and_by_name()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = Enumerable.Range(0, 60).Select(i => discord.World.AddUser(i % 2 == 0 ? $"even{i}" : $"odd{i}").Id).ToList();
        var guild = discord.World.AddGuild("Parity", users);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        string[] wanted = [users[0].ToString(), users[1].ToString(), "42"];

        var byId = await client.DoAsync("fetchMembers", new { guild = guild.ToString(), users = wanted });
        var byName = await client.DoAsync("fetchMembers", new { guild = guild.ToString(), query = "EVEN", limit = 10 });

        byId.GetProperty("members").GetInt32().ShouldBe(2);
        byName.GetProperty("members").GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task Sends_direct_messages_and_reads_those_to_it()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        const GatewayIntents WithMessages = DiscordJs.Intents | GatewayIntents.GuildMessages | GatewayIntents.DirectMessages;
        await using var client = DiscordJs.Start(discord, WithMessages);
        await client.ExpectAsync("ready");

        discord.World.SendGuildMessage(guild, ada.Id, "a secret");
        discord.World.SendGuildMessage(guild, ada.Id, "hello bot", discord.World.BotId);
        await client.DoAsync("send", new { user = ada.Id.ToString(), content = "hello ada" });

        await client.ExpectAsync("message", message => message.GetProperty("content").GetString() == "hello bot");
        await client.ExpectAsync(
            "message", message => message.GetProperty("content").GetString() == "", "content hidden without MESSAGE_CONTENT");
        discord.Rest.Messages.ShouldHaveSingleItem().Content.ShouldBe("hello ada");
    }

    [Fact]
    public async Task Waits_out_a_rate_limit_of_the_rest_api()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.Rest.RateLimitNext(TimeSpan.FromMilliseconds(300), count: 2);

        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.Counters.RestRequests.ShouldBe(3);
    }
}
