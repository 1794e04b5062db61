using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>What is known, and what subscribers hear, when connections, sessions and silos end.</summary>
public sealed class IngestSessionTests : IngestRigTest
{
    [Fact]
    public async Task A_reconnect_that_Discord_asks_for_loses_nothing()
    {
        var users = Enumerable.Range(0, 20).Select(number => Rig.AddUser($"u{number}", DiscordPresence.Online())).ToList();
        Rig.AddGuild(users);
        await Rig.ConnectAsync();
        var gateways = await Task.WhenAll(users.Select(Rig.FollowAsync));

        users.ForEach(user => World.SetPresence(user.Value, DiscordPresence.Of("idle", "web")));
        Rig.Discord.Gateway.RequestReconnect();
        users.ForEach(user => World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web")));
        await Eventually.TrueAsync(() => Rig.Discord.Counters.Resumes == 1, "the resume");
        users.ForEach(user => World.SetPresence(user.Value, DiscordPresence.Of("online", "web")));

        for (var index = 0; index < users.Count; index++)
        {
            await gateways[index].HeardOfAsync(users[index], "idle", "dnd", "online");
        }

        await Rig.SettledAsync();
        (Rig.Discord.Counters.Identifies, Rig.Discord.Counters.Connections).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_new_session_shows_nobody_falsely_offline_and_finds_who_and_what_is_gone()
    {
        var (staying, changed, left, kicked) = (AddOnline("staying"), AddOnline("changed"), AddOnline("left"), AddOnline("kicked"));
        var (guild, gone) = (Rig.AddGuild(staying, changed, left), Rig.AddGuild(kicked, staying));
        await Rig.ConnectAsync();
        var (ofStaying, ofChanged) = (await Rig.FollowAsync(staying), await Rig.FollowAsync(changed));

        Rig.Discord.Gateway.AcceptConnections = false;
        Rig.Discord.Gateway.InvalidateSessions(resumable: false);
        World.SetPresence(changed.Value, DiscordPresence.Of("dnd", "web"));
        World.RemoveMember(guild, left.Value);
        World.RemoveGuild(gone);
        Rig.Discord.Gateway.AcceptConnections = true;

        await Rig.ShowsAsync(left, null);
        await Rig.ShowsAsync(kicked, null);
        await Rig.SettledAsync();
        await ofChanged.HeardOfAsync(changed, "dnd");
        ofStaying.StatusesOf(staying).ShouldBeEmpty();
        Rig.Discord.Counters.Identifies.ShouldBe(2);
    }

    [Fact]
    public async Task Another_silo_resumes_the_session_and_catches_up()
    {
        var (user, late, left, kicked) = (AddOnline("user"), AddOnline("late"), AddOnline("left"), AddOnline("kicked"));
        var (guild, gone) = (Rig.AddGuild(user, left), Rig.AddGuild(kicked, user));
        await Rig.ConnectAsync();

        await Rig.StopSiloAsync();
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        World.AddMember(guild, late.Value);
        World.RemoveMember(guild, left.Value);
        World.RemoveGuild(gone);
        await Rig.StartSiloAsync();
        (await Rig.StatusOfAsync(user)).ShouldBe("online");
        await Rig.ConnectAsync();

        (await Rig.StatusOfAsync(user)).ShouldBe("dnd");
        (await Rig.StatusOfAsync(late)).ShouldBe("online");
        (await Rig.StatusOfAsync(left)).ShouldBeNull();
        (await Rig.StatusOfAsync(kicked)).ShouldBeNull();
        (Rig.Discord.Counters.Identifies, Rig.Discord.Counters.Resumes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_was_not_stored_comes_again_when_the_session_is_resumed()
    {
        var (user, other) = (AddOnline("user"), AddOnline("other"));
        Rig.AddGuild(user, other);
        await Rig.ConnectAsync();
        Rig.Store.FailNext(Users.RecordOf(user), int.MaxValue);

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        World.SetPresence(other.Value, DiscordPresence.Of("dnd", "web"));
        await Eventually.TrueAsync(() => Rig.Store[Users.RecordOf(other)]!.Contains("dnd", StringComparison.Ordinal), "the other user to be stored");
        await Rig.StopSiloAsync();
        Rig.Store.FailNext(Users.RecordOf(user), 0);
        await Rig.StartSiloAsync();
        (await Rig.StatusOfAsync(user)).ShouldBe("online");
        await Rig.ConnectAsync();

        (await Rig.StatusOfAsync(user)).ShouldBe("dnd");
        Rig.Discord.Counters.Identifies.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_session_after_a_restart_finds_who_and_what_is_gone()
    {
        var (staying, left, kicked) = (AddOnline("staying"), AddOnline("left"), AddOnline("kicked"));
        var (guild, gone) = (Rig.AddGuild(staying, left), Rig.AddGuild(kicked, staying));
        await Rig.ConnectAsync();

        await Rig.StopSiloAsync();
        Rig.Discord.Gateway.ForgetSessions();
        World.RemoveMember(guild, left.Value);
        World.RemoveGuild(gone);
        await Rig.StartSiloAsync();
        await Rig.Shard.StartAsync(answersCommands: null);

        await Rig.ShowsAsync(left, null);
        await Rig.ShowsAsync(kicked, null);
        await Rig.SettledAsync();
        (await Rig.StatusOfAsync(staying)).ShouldBe("online");
        (await Rig.Silo.IsIndexedAsync(left)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_left_a_large_guild_unseen_is_found_when_its_whole_list_has_come()
    {
        var users = Enumerable.Range(0, 300).Select(number => Rig.AddUser($"u{number}")).ToList();
        var guild = Rig.AddGuild(users);
        await Rig.ConnectAsync();

        await Rig.StopSiloAsync();
        Rig.Discord.Gateway.ForgetSessions();
        World.RemoveMember(guild, users[0].Value);
        await Rig.StartSiloAsync();
        await Rig.Shard.StartAsync(answersCommands: null);
        await Rig.ShowsAsync(users[0], null);
        await Rig.SettledAsync();

        (await Task.WhenAll(users.Skip(1).Select(Rig.StatusOfAsync))).ShouldAllBe(static status => status == "offline");
    }

    [Fact]
    public async Task Who_was_not_stored_yet_leaves_with_a_guild_that_is_gone()
    {
        var user = AddOnline("user");
        await Rig.ConnectAsync();
        Rig.Store.Hold(Users.IndexRecordOf(user));

        var guild = Rig.AddGuild(user);
        await Rig.ShowsAsync(user, "online");
        World.RemoveGuild(guild);
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(Users.IndexRecordOf(user)) > 0, "the index to be told");
        Rig.Store.Release(Users.IndexRecordOf(user));

        await Rig.ShowsAsync(user, null);
        await Rig.SettledAsync();
        (await Rig.Silo.IsIndexedAsync(user)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_member_whose_coming_was_not_looked_into_yet_is_looked_for_again()
    {
        const ulong Elsewhere = 4242;
        await Rig.ConnectAsync();
        var late = World.NextId().ToString();
        var coming = JsonElement.Parse($$"""{"guild_id":"{{Elsewhere}}","user":{"id":"{{late}}"} }""");

        Rig.Discord.Gateway.Dispatch("GUILD_MEMBER_ADD", coming);
        await Eventually.TrueAsync(() => RequestsFor(late) == 1, "the request, which gets no answer");
        await Rig.StopSiloAsync();
        await Rig.StartSiloAsync();
        await Rig.Shard.StartAsync(answersCommands: null);

        await Eventually.TrueAsync(() => RequestsFor(late) == 2, "the request after the restart");
        Rig.Discord.Counters.Identifies.ShouldBe(1);
    }

    private int RequestsFor(string user) => Rig.Discord.Gateway.Received(GatewayOpcode.RequestGuildMembers)
        .Count(request => request.TryGetProperty("user_ids", out var ids) && ids.GetRawText().Contains(user, StringComparison.Ordinal));
}
