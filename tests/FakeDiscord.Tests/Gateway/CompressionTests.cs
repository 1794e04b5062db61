using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>Compression as the wire shows it.</summary>
public sealed class CompressionTests
{
    private const string ZlibStream = "?v=10&encoding=json&compress=zlib-stream";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Shares_one_context_over_the_payloads_of_a_connection(int fragmentSize)
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { CompressedFragmentSize = fragmentSize });
        var users = Enumerable.Range(0, 40).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        discord.World.AddGuild("Engines", users);
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway, ZlibStream);
        await client.IdentifyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences);
        var guild = await client.NextAsync("GUILD_CREATE");

        discord.World.SetPresence(users[0], DiscordPresence.Online());
        await client.NextAsync("PRESENCE_UPDATE");

        guild.GetProperty("d").GetProperty("members").GetArrayLength().ShouldBe(41);
        if (fragmentSize == 0)
        {
            client.Messages.ShouldBe(4, "Hello, READY, GUILD_CREATE and PRESENCE_UPDATE");
        }
        else
        {
            client.Messages.ShouldBeGreaterThan(8);
        }
    }

    [Fact]
    public async Task Sends_each_payload_of_a_zstd_connection_as_one_message_of_one_frame()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { CompressedFragmentSize = 7 });
        var users = Enumerable.Range(0, 40).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        discord.World.AddGuild("Engines", users);
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway, "?v=10&encoding=json&compress=zstd-stream");
        await client.IdentifyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences);
        var guild = await client.NextAsync("GUILD_CREATE");

        discord.World.SetPresence(users[0], DiscordPresence.Online());
        await client.NextAsync("PRESENCE_UPDATE");

        guild.GetProperty("d").GetProperty("members").GetArrayLength().ShouldBe(41);
        client.Messages.ShouldBe(4, "Hello, READY, GUILD_CREATE and PRESENCE_UPDATE");
        client.BinaryMessages.ShouldBe(4);
    }

    [Fact]
    public async Task Compresses_large_payloads_one_by_one_for_a_client_that_asks_by_identify()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = Enumerable.Range(0, 40).Select(i => discord.World.AddUser($"user{i}").Id).ToList();
        discord.World.AddGuild("Engines", users);
        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);
        await client.IdentifyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences, ""","compress":true""");
        await client.NextAsync("READY");

        var binaryBefore = client.BinaryMessages;
        var guild = await client.NextAsync("GUILD_CREATE");
        var binaryAfter = client.BinaryMessages;

        binaryBefore.ShouldBe(0);
        guild.GetProperty("d").GetProperty("members").GetArrayLength().ShouldBe(41);
        binaryAfter.ShouldBe(1);
    }
}
