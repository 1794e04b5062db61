using System.Text.Json;
using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>From Discord's gateway to the presence grains, over one connection.</summary>
public sealed class IngestTests : IngestRigTest
{
    [Fact]
    public async Task The_members_of_a_guild_arrive_with_their_presences()
    {
        var (online, idle, offline) = (Rig.AddUser("on", DiscordPresence.Online()), Rig.AddUser("idle", DiscordPresence.Of("idle", "mobile")), Rig.AddUser("off"));
        var stranger = Rig.AddUser("stranger", DiscordPresence.Online());
        Rig.AddGuild(online, idle, offline);

        await Rig.ConnectAsync();

        (await Rig.StatusOfAsync(online)).ShouldBe("online");
        (await Rig.StatusOfAsync(idle)).ShouldBe("idle");
        (await Rig.StatusOfAsync(offline)).ShouldBe("offline");
        (await Rig.StatusOfAsync(stranger)).ShouldBeNull();
        (await Rig.StatusOfAsync(new UserId(World.BotId.Value))).ShouldBe("online");
        (await Rig.Silo.IsIndexedAsync(offline)).ShouldBeTrue();
    }

    [Fact]
    public async Task All_members_of_a_large_guild_arrive_and_the_request_is_what_the_original_sends()
    {
        var users = Enumerable.Range(0, 1200).Select(number => Rig.AddUser($"u{number}", number % 10 == 0 ? DiscordPresence.Online() : null)).ToList();
        var guild = Rig.AddGuild(users);

        await Rig.ConnectAsync();

        var counts = await Task.WhenAll(users.Select(Rig.StatusOfAsync));
        (counts.Count(static status => status == "online"), counts.Count(static status => status == "offline")).ShouldBe((120, 1080));
        var request = Rig.Discord.Gateway.Received(GatewayOpcode.RequestGuildMembers).ShouldHaveSingleItem();
        request.GetProperty("guild_id").GetString().ShouldBe(guild.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (request.GetProperty("query").GetString(), request.GetProperty("limit").GetInt32(), request.GetProperty("presences").GetBoolean()).ShouldBe(("", 0, true));
    }

    [Fact]
    public async Task A_changed_presence_is_passed_on_byte_for_byte()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "vr", Activities.Raw("""{"name":"x","created_at":12345678901234567890123,"odd":1.0,"type":7}""")));
        await gateway.HeardOfAsync(user, "dnd");

        var json = Json.Text(gateway.Changes[0].Snapshot.Json);
        json.ShouldContain("""
            "activities":[{"name":"x","created_at":12345678901234567890123,"odd":1.0,"type":7}],"discord_status":"dnd","active_on_discord_web":false
            """);
        json.ShouldContain("\"active_on_discord_vr\":true");
    }

    [Fact]
    public async Task A_presence_that_comes_once_per_shared_guild_is_told_once()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        Rig.AddGuild(user);
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);

        World.SetPresence(user.Value, DiscordPresence.Of("idle", "web"));
        World.SetPresence(user.Value, DiscordPresence.Offline);
        await Rig.SettledAsync();

        await gateway.HeardOfAsync(user, "idle", "offline");
    }

    [Fact]
    public async Task A_renamed_user_is_told_with_the_new_user_object()
    {
        var user = Rig.AddUser("before", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);

        World.UpdateUser(user.Value, static before => before with { Username = "after" });
        await Rig.SettledAsync();

        await gateway.HeardOfAsync(user, "online");
        Json.Text(gateway.Changes[0].Snapshot.Json).ShouldContain("\"username\":\"after\"");
    }

    [Fact]
    public async Task Members_come_and_go()
    {
        var user = Rig.AddUser("user", DiscordPresence.Of("idle", "web"));
        var (first, second) = (Rig.AddGuild(), Rig.AddGuild());
        await Rig.ConnectAsync();

        World.AddMember(first, user.Value);
        await Rig.ShowsAsync(user, "idle");
        var asked = Rig.Discord.Gateway.Received(GatewayOpcode.RequestGuildMembers)[^1];
        asked.GetProperty("user_ids").EnumerateArray().Select(static id => id.ToString()).ShouldBe([user.ToString()]);
        asked.GetProperty("presences").GetBoolean().ShouldBeTrue();
        World.AddMember(second, user.Value);
        await Rig.SettledAsync();
        World.RemoveMember(first, user.Value);
        await Rig.SettledAsync();
        (await Rig.StatusOfAsync(user)).ShouldBe("idle");

        World.RemoveMember(second, user.Value);
        await Rig.ShowsAsync(user, null);
        await Rig.SettledAsync();
        (await Rig.Silo.IsIndexedAsync(user)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_in_no_other_guild_leaves_with_a_guild_that_is_gone()
    {
        var (here, both) = (Rig.AddUser("here", DiscordPresence.Online()), Rig.AddUser("both", DiscordPresence.Online()));
        var (gone, staying) = (Rig.AddGuild(here, both), Rig.AddGuild(both));
        await Rig.ConnectAsync();

        World.RemoveGuild(gone);
        await Rig.ShowsAsync(here, null);
        await Rig.SettledAsync();

        (await Rig.StatusOfAsync(both)).ShouldBe("online");
        World.RemoveGuild(staying);
        await Rig.ShowsAsync(both, null);
    }

    [Fact]
    public async Task A_guild_that_is_out_of_reach_keeps_its_members()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        var guild = Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);

        World.BeginOutage(guild);
        await Rig.SettledAsync();
        (await Rig.StatusOfAsync(user)).ShouldBe("online");
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        World.EndOutage(guild);

        await gateway.HeardOfAsync(user, "dnd");
    }

    [Fact]
    public async Task A_guild_that_the_bot_joins_later_is_taken_in()
    {
        await Rig.ConnectAsync();
        var user = Rig.AddUser("user", DiscordPresence.Online());

        Rig.AddGuild(user);

        await Rig.ShowsAsync(user, "online");
    }

    [Theory]
    [InlineData("PRESENCE_UPDATE", "null")]
    [InlineData("PRESENCE_UPDATE", "[[[]]]")]
    [InlineData("PRESENCE_UPDATE", """{"user":{"id":"USER"},"status":"\ud800","\ud800tatus":1,"activities":[{"x":DEEP,"id":"spotify:1","details":"\udc00"}]}""")]
    [InlineData("GUILD_MEMBER_UPDATE", """{"user":{"id":"USER","name":"\ud800","x":DEEP}}""")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"members":[{"user":{"id":"USER"}}]}""")]
    [InlineData("GUILD_MEMBER_REMOVE", "5")]
    [InlineData("GUILD_MEMBER_ADD", "{\"user\":7}")]
    [InlineData("GUILD_CREATE", "{\"members\":{},\"\\ud800d\":5}")]
    [InlineData("GUILD_DELETE", "{}")]
    [InlineData("SOMETHING_NEW", "[]")]
    public async Task Odd_dispatches_stop_nothing(string type, string data)
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var odd = data.Replace("USER", user.ToString(), StringComparison.Ordinal).Replace("DEEP", Json.Nested(50), StringComparison.Ordinal);

        Rig.Discord.Gateway.Dispatch(type, JsonElement.Parse(odd, new JsonDocumentOptions { MaxDepth = 512 }));
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));

        await Rig.ShowsAsync(user, "dnd");
        await Rig.SettledAsync();
        Rig.Discord.Counters.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_seen_later_counts_even_when_what_was_seen_before_has_to_be_stored_again()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        Rig.Store.FailNext(Users.RecordOf(user));

        World.SetPresence(user.Value, DiscordPresence.Of("idle", "web"));
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await Rig.SettledAsync();

        (await Rig.StatusOfAsync(user)).ShouldBe("dnd");
        Rig.Store[Users.RecordOf(user)]!.ShouldContain("\"status\":\"dnd\"");
    }

    [Fact]
    public async Task A_user_who_cannot_be_stored_holds_back_nobody_else()
    {
        var (stuck, free) = (Rig.AddUser("stuck", DiscordPresence.Online()), Rig.AddUser("free", DiscordPresence.Online()));
        Rig.AddGuild(stuck, free);
        await Rig.ConnectAsync();
        var before = (await Rig.Shard.GetStatusAsync()).DurableSequence;
        Rig.Store.FailNext(Users.RecordOf(stuck), int.MaxValue);

        World.SetPresence(stuck.Value, DiscordPresence.Of("idle", "web"));
        World.SetPresence(free.Value, DiscordPresence.Of("idle", "web"));
        await Eventually.TrueAsync(() => Rig.Store[Users.RecordOf(free)]!.Contains("idle", StringComparison.Ordinal), "the other user to be stored");

        (await Rig.Shard.GetStatusAsync()).DurableSequence.ShouldBe(before);
        Rig.Store.FailNext(Users.RecordOf(stuck), 0);
        await Rig.SettledAsync();
        Rig.Store[Users.RecordOf(stuck)]!.ShouldContain("\"status\":\"idle\"");
    }
}
