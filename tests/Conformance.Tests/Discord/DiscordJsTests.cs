using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.Conformance.Tests.Discord;

/// <summary>discord.js takes the fake Discord for Discord.</summary>
public sealed class DiscordJsTests
{
    [Fact]
    public async Task Receives_guilds_members_and_presences_when_it_connects()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var (ada, bob) = (discord.World.AddUser("ada"), discord.World.AddUser("bob"));
        discord.World.SetPresence(ada.Id, DiscordPresence.Of("dnd", "mobile", Activities.Custom("thinking", DiscordJs.Since, "💭")));
        var guild = discord.World.AddGuild("Engines", [ada.Id, bob.Id]);

        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        var seen = (await client.DoAsync("guilds")).EnumerateArray().Single();

        seen.GetProperty("id").GetString().ShouldBe(guild.ToString());
        seen.GetProperty("name").GetString().ShouldBe("Engines");
        seen.GetProperty("available").GetBoolean().ShouldBeTrue();
        seen.GetProperty("memberCount").GetInt32().ShouldBe(3);
        DiscordJs.Strings(seen.GetProperty("members")).ShouldBe(
            [discord.World.BotId.ToString(), ada.Id.ToString(), bob.Id.ToString()], ignoreOrder: true);
        var presence = seen.GetProperty("presences").EnumerateArray().Single(of => of.GetProperty("user").GetString() == ada.Id.ToString());
        presence.GetProperty("status").GetString().ShouldBe("dnd");
        presence.GetProperty("clients").GetProperty("mobile").GetString().ShouldBe("dnd");
        presence.GetProperty("activities")[0].GetProperty("state").GetString().ShouldBe("thinking");
        presence.GetProperty("activities")[0].GetProperty("emoji").GetString().ShouldBe("💭");
    }

    [Fact]
    public async Task Identifies_as_the_specification_says()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        var identify = discord.Gateway.Received(GatewayOpcode.Identify).ShouldHaveSingleItem();

        identify.GetProperty("intents").GetInt32().ShouldBe((int)DiscordJs.Intents);
        identify.GetProperty("large_threshold").GetInt32().ShouldBe(50);
        identify.GetProperty("shard").GetRawText().ShouldBe("[0,1]");
        identify.GetProperty("compress").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Receives_presence_updates_live()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        var track = new SpotifyTrack(
            "4uLU6hMCjMI75M1A2tKUQC", "Low Tide", ["Ana", "Béla"], "Harbour", "ab67616d0000b273aa", TimeSpan.FromMinutes(3));

        discord.World.SetPresence(ada.Id, DiscordPresence.Online(Activities.Spotify(track, DiscordJs.Since, ada.Id)));
        var playing = await client.ExpectAsync("presence", DiscordJs.IsFor(ada.Id, "online"));
        discord.World.SetPresence(ada.Id, DiscordPresence.Offline);
        var offline = await client.ExpectAsync("presence", DiscordJs.IsFor(ada.Id, "offline"));

        playing.GetProperty("guild").GetString().ShouldBe(guild.ToString());
        var spotify = playing.GetProperty("activities")[0];
        spotify.GetProperty("syncId").GetString().ShouldBe(track.Id);
        spotify.GetProperty("state").GetString().ShouldBe("Ana; Béla");
        spotify.GetProperty("largeImage").GetString().ShouldBe("spotify:ab67616d0000b273aa");
        offline.GetProperty("activities").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Receives_a_presence_once_for_each_shared_guild()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var (one, two) = (discord.World.AddGuild("One", [ada.Id]), discord.World.AddGuild("Two", [ada.Id]));
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        await client.ExpectAsync("presence", message => message.GetProperty("guild").GetString() == one.ToString());
        await client.ExpectAsync("presence", message => message.GetProperty("guild").GetString() == two.ToString());

        client.Seen("raw").Count(DiscordJs.IsDispatch("PRESENCE_UPDATE")).ShouldBe(2);
    }

    [Fact]
    public async Task Gives_up_when_its_intents_are_disallowed()
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { DisallowedIntents = GatewayIntents.GuildPresences });

        await using var client = DiscordJs.Start(discord);
        var crash = await client.ExpectAsync("crash");

        crash.GetProperty("error").GetString()!.ShouldContain("disallowed intents", Case.Insensitive);
        discord.Counters.Identifies.ShouldBe(0);
    }

    [Fact]
    public async Task Follows_members_guilds_and_outages()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var (ada, bob) = (discord.World.AddUser("ada"), discord.World.AddUser("bob"));
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.World.AddMember(guild, bob.Id);
        discord.World.UpdateMember(guild, ada.Id, static member => member with { Nick = "Countess" });
        discord.World.UpdateUser(bob.Id, static user => user with { Username = "robert" });
        discord.World.RemoveMember(guild, ada.Id);
        discord.World.BeginOutage(guild);
        discord.World.EndOutage(guild);
        var other = discord.World.AddGuild("Looms", [bob.Id]);
        discord.World.RemoveGuild(guild);

        await client.ExpectAsync("memberAdd", message => message.GetProperty("user").GetString() == bob.Id.ToString());
        await client.ExpectAsync("memberUpdate", message => message.GetProperty("nick").GetString() == "Countess");
        await client.ExpectAsync("userUpdate", message => message.GetProperty("name").GetString() == "robert");
        await client.ExpectAsync("memberRemove", message => message.GetProperty("user").GetString() == ada.Id.ToString());
        await client.ExpectAsync("guildUnavailable", message => message.GetProperty("guild").GetString() == guild.ToString());
        await client.ExpectAsync("guildAvailable", message => message.GetProperty("guild").GetString() == guild.ToString());
        await client.ExpectAsync("guildCreate", message => message.GetProperty("guild").GetString() == other.ToString());
        await client.ExpectAsync("guildDelete", message => message.GetProperty("guild").GetString() == guild.ToString());
    }
}
