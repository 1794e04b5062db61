using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>Which members, presences and events a session gets to see.</summary>
public sealed class GuildVisibilityTests
{
    private const GatewayIntents Presences = GatewayIntents.Guilds | GatewayIntents.GuildPresences;

    [Fact]
    public async Task Lists_everybody_in_a_small_guild_and_presences_of_those_online()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = AddUsers(discord, 20);
        discord.World.SetPresence(users[0], DiscordPresence.Of("idle", "web"));
        discord.World.AddGuild("Small", users);

        var guild = await GuildAsync(discord, Presences);

        guild.GetProperty("large").GetBoolean().ShouldBeFalse();
        guild.GetProperty("member_count").GetInt32().ShouldBe(21);
        guild.GetProperty("members").GetArrayLength().ShouldBe(21);
        PresenceIds(guild).ShouldBe([discord.World.BotId.ToString(), users[0].ToString()], ignoreOrder: true);
    }

    [Fact]
    public async Task Lists_in_a_large_guild_those_online_named_ranked_or_in_voice()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = AddUsers(discord, 60);
        var guildId = discord.World.AddGuild("Large", users);
        discord.World.SetPresence(users[0], DiscordPresence.Online());
        discord.World.UpdateMember(guildId, users[1], static member => member with { Nick = "nick" });
        discord.World.UpdateMember(guildId, users[2], static member => member with { Roles = [4711] });
        discord.World.SetInVoice(guildId, users[3], inVoice: true);

        var guild = await GuildAsync(discord, Presences | GatewayIntents.GuildVoiceStates);

        guild.GetProperty("large").GetBoolean().ShouldBeTrue();
        guild.GetProperty("member_count").GetInt32().ShouldBe(61);
        MemberIds(guild).ShouldBe(
            [discord.World.BotId.ToString(), .. users.Take(4).Select(static user => user.ToString())], ignoreOrder: true);
        PresenceIds(guild).ShouldBe([discord.World.BotId.ToString(), users[0].ToString()], ignoreOrder: true);
        guild.GetProperty("voice_states").EnumerateArray().Single().GetProperty("user_id").GetString().ShouldBe(users[3].ToString());
    }

    [Fact]
    public async Task Takes_the_threshold_from_the_identify()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.World.AddGuild("Medium", AddUsers(discord, 100));

        var guild = await GuildAsync(discord, Presences, ""","large_threshold":101""");

        guild.GetProperty("large").GetBoolean().ShouldBeFalse();
        guild.GetProperty("members").GetArrayLength().ShouldBe(101);
    }

    [Theory]
    [InlineData(GatewayIntents.Guilds, 75_000)]
    [InlineData(Presences, 10)]
    public async Task Lists_only_the_bot_and_voice_in_a_huge_guild_or_without_the_presence_intent(GatewayIntents intents, int huge)
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { HugeGuild = huge });
        var users = AddUsers(discord, 12);
        users.ForEach(user => discord.World.SetPresence(user, DiscordPresence.Online()));
        var guildId = discord.World.AddGuild("Huge", users);
        discord.World.SetInVoice(guildId, users[5], inVoice: true);

        var guild = await GuildAsync(discord, intents);

        MemberIds(guild).ShouldBe([discord.World.BotId.ToString(), users[5].ToString()], ignoreOrder: true);
        PresenceIds(guild).ShouldBe([discord.World.BotId.ToString(), users[5].ToString()], ignoreOrder: true);
    }

    [Fact]
    public async Task Sends_only_what_the_intents_ask_for()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord);
        await client.NextAsync("GUILD_CREATE");

        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        discord.World.UpdateMember(guild, ada.Id, static member => member with { Nick = "Countess" });
        discord.World.SendGuildMessage(guild, ada.Id, "hello");
        discord.World.SendDirectMessage(ada.Id, "hello");
        discord.World.RemoveMember(guild, ada.Id);

        (await client.IsQuietAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Reports_the_bots_own_member_without_the_member_intent()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var guild = discord.World.AddGuild("Engines", []);
        await using var client = await RawClient.ReadyAsync(discord);
        await client.NextAsync("GUILD_CREATE");

        discord.World.UpdateMember(guild, discord.World.BotId, static member => member with { Nick = "Loom" });

        (await client.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("d").GetProperty("nick").GetString().ShouldBe("Loom");
    }

    [Fact]
    public async Task Tells_an_outage_from_a_removal_and_is_silent_meanwhile()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord, Presences);
        await client.NextAsync("GUILD_CREATE");

        discord.World.BeginOutage(guild);
        var outage = await client.NextAsync("GUILD_DELETE");
        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        var quiet = await client.IsQuietAsync();
        discord.World.EndOutage(guild);
        var back = await client.NextAsync("GUILD_CREATE");
        discord.World.RemoveGuild(guild);
        var removal = await client.NextAsync("GUILD_DELETE");

        outage.GetProperty("d").GetRawText().ShouldBe($$"""{"id":"{{guild}}","unavailable":true}""");
        quiet.ShouldBeTrue();
        PresenceIds(back.GetProperty("d")).ShouldContain(id => id == ada.Id.ToString());
        removal.GetProperty("d").GetRawText().ShouldBe($$"""{"id":"{{guild}}"}""");
    }

    [Fact]
    public async Task Passes_activities_on_as_they_are_spelled()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord, Presences);
        await client.NextAsync("GUILD_CREATE");
        const string Odd = """{"name":"ü\"/","type":1.0,"big":9007199254740993000,"assets":{"large_image":null},"new":[{}]}""";

        discord.World.SetPresence(ada.Id, DiscordPresence.Online(Activities.Raw(Odd)));
        var update = (await client.NextAsync("PRESENCE_UPDATE")).GetProperty("d");

        update.GetProperty("activities")[0].GetRawText().ShouldBe(Odd);
        update.GetProperty("user").GetRawText().ShouldBe($$"""{"id":"{{ada.Id}}"}""");
    }

    [Fact]
    public async Task Sends_the_profile_with_a_presence_when_it_changes()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord, Presences | GatewayIntents.GuildMembers);
        await client.NextAsync("GUILD_CREATE");

        discord.World.UpdateUser(ada.Id, static user => user with { Username = "countess" });
        var member = (await client.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("d").GetProperty("user");
        var presence = (await client.NextAsync("PRESENCE_UPDATE")).GetProperty("d").GetProperty("user");

        member.GetProperty("username").GetString().ShouldBe("countess");
        presence.GetRawText().ShouldBe(member.GetRawText());
        string[] keys =
        [
            "id", "username", "global_name", "display_name", "discriminator", "avatar", "public_flags", "bot", "avatar_decoration_data",
            "primary_guild", "clan", "collectibles", "display_name_styles",
        ];
        member.EnumerateObject().Select(static key => key.Name).ShouldBe(keys, ignoreOrder: true);
    }

    private static List<Snowflake> AddUsers(FakeDiscordServer discord, int count) =>
        [.. Enumerable.Range(0, count).Select(i => discord.World.AddUser($"user{i}").Id)];

    private static async Task<JsonElement> GuildAsync(FakeDiscordServer discord, GatewayIntents intents, string extra = "")
    {
        await using var client = await RawClient.ReadyAsync(discord, intents, extra);
        return (await client.NextAsync("GUILD_CREATE")).GetProperty("d");
    }

    private static IEnumerable<string?> MemberIds(JsonElement guild) => Ids(guild, "members");

    private static IEnumerable<string?> PresenceIds(JsonElement guild) => Ids(guild, "presences");

    private static IEnumerable<string?> Ids(JsonElement guild, string list) =>
        guild.GetProperty(list).EnumerateArray().Select(static entry => entry.GetProperty("user").GetProperty("id").GetString());
}
