using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>While the store is away, changes go on to subscribers, and what the memory of a grain loses comes from Discord again.</summary>
public sealed class IngestOutageTests : IngestRigTest
{
    [Fact]
    public async Task Changes_of_one_user_go_on_and_the_stored_number_waits()
    {
        var user = AddOnline("user");
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);
        var before = (await Rig.Shard.GetStatusAsync()).DurableSequence;
        Rig.Store.Hold(Users.RecordOf(user));

        string[] statuses = ["idle", "dnd", "online", "idle", "dnd"];
        foreach (var status in statuses)
        {
            World.SetPresence(user.Value, DiscordPresence.Of(status, "web"));
        }

        await gateway.HeardOfAsync(user, statuses);
        (await Rig.Shard.GetStatusAsync()).DurableSequence.ShouldBe(before);
        Rig.Store.Release(Users.RecordOf(user));
        await Rig.SettledAsync();
        Rig.Store[Users.RecordOf(user)]!.ShouldContain("\"status\":\"dnd\"");
        Rig.Discord.Counters.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_activation_lost_Discord_tells_again()
    {
        var (user, other) = (AddOnline("user"), AddOnline("other"));
        Rig.AddGuild(user, other);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);
        var stored = Rig.Store[Users.RecordOf(user)]!;
        Rig.Store.Hold(Users.RecordOf(user));
        World.SetPresence(user.Value, DiscordPresence.Of("idle", "web"));
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        World.SetPresence(other.Value, DiscordPresence.Of("dnd", "web"));
        await gateway.HeardOfAsync(user, "idle", "dnd");

        // Its write is refused, so the activation ends, and the next one begins with what was stored before.
        Rig.Store.Put(Users.RecordOf(user), stored);
        Rig.Store.Release(Users.RecordOf(user));
        await ReplayedAsync();

        await Rig.ShowsAsync(user, "dnd");
        await Rig.SettledAsync();
        Rig.Store[Users.RecordOf(user)]!.ShouldContain("\"status\":\"dnd\"");
        Rig.Discord.Counters.Identifies.ShouldBe(1);
    }

    [Fact]
    public async Task The_session_is_replayed_also_while_the_shards_record_cannot_be_written()
    {
        var user = AddOnline("user");
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        var gateway = await Rig.FollowAsync(user);
        var stored = Rig.Store[Users.RecordOf(user)]!;
        Rig.Store.Hold(IngestRig.ShardRecord);
        Rig.Store.Hold(Users.RecordOf(user));
        World.SetPresence(user.Value, DiscordPresence.Of("idle", "web"));
        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await gateway.HeardOfAsync(user, "idle", "dnd");

        Rig.Store.Put(Users.RecordOf(user), stored);
        Rig.Store.Release(Users.RecordOf(user));
        await ReplayedAsync();

        await Rig.ShowsAsync(user, "dnd");
        await Rig.SettledAsync();
        Rig.Store.Release(IngestRig.ShardRecord);
    }

    [Fact]
    public async Task Who_leaves_while_the_store_is_away_is_gone_at_once_and_for_good()
    {
        var (left, kicked) = (AddOnline("left"), AddOnline("kicked"));
        var (guild, gone) = (Rig.AddGuild(left), Rig.AddGuild(kicked));
        await Rig.ConnectAsync();
        UserId[] users = [left, kicked];
        Array.ForEach(users, user => Rig.Store.Hold(Users.RecordOf(user)));

        World.SetPresence(left.Value, DiscordPresence.Of("idle", "web"));
        World.RemoveMember(guild, left.Value);
        World.RemoveGuild(gone);
        await Rig.ShowsAsync(left, null);
        await Rig.ShowsAsync(kicked, null);
        Array.ForEach(users, user => Rig.Store.Release(Users.RecordOf(user)));

        await Rig.SettledAsync();
        (await Rig.Silo.IsIndexedAsync(left), await Rig.Silo.IsIndexedAsync(kicked)).ShouldBe((false, false));
    }

    /// <summary>As the program does: the shard is asked to start again and again.</summary>
    private Task ReplayedAsync() => Eventually.TrueAsync(
        async () =>
        {
            await Rig.Shard.StartAsync(answersCommands: null);
            return Rig.Discord.Counters.Resumes == 1;
        },
        "the session to be resumed",
        TimeSpan.FromSeconds(15));
}
