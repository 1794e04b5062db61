using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.Testing;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>What an identified client asks for: its own presence, a place in a voice channel.</summary>
public sealed class SessionOperationTests
{
    private const GatewayIntents VoiceIntents = GatewayIntents.Guilds | GatewayIntents.GuildVoiceStates;

    [Fact]
    public async Task Answers_entering_a_voice_channel_by_the_state_and_the_server()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { VoiceEndpoint = "voice.example:8443" });
        var guild = discord.World.AddGuild("Engines", []);
        var channel = discord.World.VoiceChannelOf(guild);
        await using var client = await RawClient.ReadyAsync(discord, VoiceIntents);
        await client.NextAsync("GUILD_CREATE");

        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":"{{{channel}}}","self_mute":false,"self_deaf":true}}""");
        var state = (await client.NextAsync("VOICE_STATE_UPDATE")).GetProperty("d");
        var server = (await client.NextAsync("VOICE_SERVER_UPDATE")).GetProperty("d");

        Text(state, "user_id").ShouldBe(discord.World.BotId.ToString());
        Text(state, "channel_id").ShouldBe(channel.ToString());
        Text(state, "session_id").ShouldNotBeNullOrEmpty();
        state.GetProperty("self_deaf").GetBoolean().ShouldBeTrue();
        state.GetProperty("self_mute").GetBoolean().ShouldBeFalse();
        Text(server, "guild_id").ShouldBe(guild.ToString());
        Text(server, "endpoint").ShouldBe("voice.example:8443");
        Text(server, "token").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Answers_leaving_and_muting_by_the_state_alone()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var guild = discord.World.AddGuild("Engines", []);
        var channel = discord.World.VoiceChannelOf(guild);
        await using var client = await RawClient.ReadyAsync(discord, VoiceIntents);
        await client.NextAsync("GUILD_CREATE");
        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":"{{{channel}}}"}}""");
        await client.NextAsync("VOICE_SERVER_UPDATE");

        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":"{{{channel}}}","self_mute":true}}""");
        var muted = (await client.NextAsync("VOICE_STATE_UPDATE")).GetProperty("d");
        var quietAfterMuting = await client.IsQuietAsync();
        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":null}}""");
        var left = (await client.NextAsync("VOICE_STATE_UPDATE")).GetProperty("d");

        muted.GetProperty("self_mute").GetBoolean().ShouldBeTrue();
        quietAfterMuting.ShouldBeTrue();
        left.GetProperty("channel_id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await client.IsQuietAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Tells_a_client_without_the_intent_the_server_alone()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var guild = discord.World.AddGuild("Engines", []);
        await using var client = await RawClient.ReadyAsync(discord);
        await client.NextAsync("GUILD_CREATE");

        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":"{{{discord.World.VoiceChannelOf(guild)}}}"}}""");
        var server = await client.NextAsync("VOICE_SERVER_UPDATE");

        server.GetProperty("s").GetInt64().ShouldBe(3, "READY, GUILD_CREATE, and this");
    }

    [Fact]
    public async Task Says_nothing_to_a_voice_channel_that_is_not_there()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var guild = discord.World.AddGuild("Engines", []);
        await using var client = await RawClient.ReadyAsync(discord, VoiceIntents);
        await client.NextAsync("GUILD_CREATE");

        await client.SendAsync($$$"""{"op":4,"d":{"guild_id":"{{{guild}}}","channel_id":"7"}}""");
        await client.SendAsync("""{"op":4,"d":{"guild_id":"7","channel_id":"7"}}""");

        (await client.IsQuietAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Ignores_the_sixth_change_of_the_own_presence_within_20_seconds()
    {
        var clock = new ManualTimeProvider();
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = clock });
        await using var client = await RawClient.ReadyAsync(discord);

        for (var number = 1; number <= 6; number++)
        {
            await ShowAsync(client, number);
        }

        (await client.IsQuietAsync()).ShouldBeTrue("it is no reason to close");
        Shown(discord).ShouldBe("game 5");
        clock.Advance(TimeSpan.FromSeconds(20));
        await ShowAsync(client, 7);
        await client.IsQuietAsync();
        Shown(discord).ShouldBe("game 7");
    }

    private static Task ShowAsync(RawClient client, int number) => client.SendAsync(
        $$$"""{"op":3,"d":{"since":null,"activities":[{"name":"game {{{number}}}","type":0}],"status":"online","afk":false}}""");

    private static string? Shown(FakeDiscordServer discord) =>
        Text(discord.World.GetPresence(discord.World.BotId).Activities.Single(), "name");

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();
}
