using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

public sealed class ShardGrainTests : IngestRigTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Before_it_is_started_a_shard_is_stopped()
    {
        var status = await Rig.Shard.GetStatusAsync();

        (status.Connected, status.State, status.Failure).ShouldBe((false, "Stopped", null));
    }

    [Fact]
    public async Task Starting_a_running_shard_changes_nothing()
    {
        await Rig.ConnectAsync();

        await Rig.Shard.StartAsync(answersCommands: null);
        await Rig.Shard.StartAsync(answersCommands: null);

        var status = await Rig.Shard.GetStatusAsync();
        (status.Connected, status.State, Rig.Discord.Counters.Connections).ShouldBe((true, "Ready", 1));
    }

    [Fact]
    public async Task A_stopped_shard_goes_on_with_its_session_when_it_is_started_again()
    {
        await Rig.ConnectAsync();

        await Rig.Shard.StopAsync();
        Rig.Store[IngestRig.ShardRecord]!.ShouldContain(Rig.Discord.Gateway.Sessions[0].Id);
        await Eventually.TrueAsync(() => Rig.Discord.Counters.OpenConnections == 0, "the connection to be closed");
        await Rig.ConnectAsync();

        (Rig.Discord.Counters.Identifies, Rig.Discord.Counters.Resumes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Where_the_session_stands_is_stored_while_it_runs()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));

        await StoredAsync();
    }

    [Fact]
    public async Task A_checkpoint_that_could_not_be_stored_is_stored_later_even_when_nothing_happens()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        await StoredAsync();
        var writes = Rig.Store.WritesOf(IngestRig.ShardRecord);
        Rig.Store.FailNext(IngestRig.ShardRecord);

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) > writes, "the write that fails");

        await StoredAsync();
    }

    [Fact]
    public async Task A_shard_that_Discord_refuses_for_good_says_why_and_spends_no_further_identify()
    {
        Rig.Discord.Gateway.RefuseNextIdentify((int)GatewayCloseCode.DisallowedIntents);
        await Rig.Shard.StartAsync(answersCommands: null);
        await Eventually.TrueAsync(async () => (await Rig.Shard.GetStatusAsync()).Failure is not null, "the refusal");

        await Rig.Shard.StartAsync(answersCommands: null);
        await Rig.Shard.StartAsync(answersCommands: null);

        var status = await Rig.Shard.GetStatusAsync();
        (status.Connected, status.State).ShouldBe((false, "Failed"));
        status.Failure!.ShouldContain("intent", Case.Insensitive);
        (Rig.Discord.Counters.Received(GatewayOpcode.Identify), Rig.Discord.Counters.Connections).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_refused_shard_is_tried_again_when_it_was_stopped_in_between()
    {
        Rig.Discord.Gateway.RefuseNextIdentify((int)GatewayCloseCode.DisallowedIntents);
        await Rig.Shard.StartAsync(answersCommands: null);
        await Eventually.TrueAsync(async () => (await Rig.Shard.GetStatusAsync()).Failure is not null, "the refusal");

        await Rig.Shard.StopAsync();
        await Rig.ConnectAsync();

        Rig.Discord.Counters.Identifies.ShouldBe(1);
    }

    [Fact]
    public async Task A_shard_whose_session_somebody_else_has_lets_go_of_it()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        await StoredAsync();
        Rig.Store.Put(IngestRig.ShardRecord, """{"sessionId":"theirs","sequence":5}""");

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));

        await Eventually.TrueAsync(() => Rig.Discord.Counters.OpenConnections == 0, "the connection to be closed");
        await Eventually.TrueAsync(async () => (await Rig.Shard.GetStatusAsync()).State == "Stopped", "the shard to stop");
        Rig.Store[IngestRig.ShardRecord].ShouldBe("""{"sessionId":"theirs","sequence":5}""");
    }

    [Fact]
    public async Task A_checkpoint_that_waits_for_the_store_holds_nobody_up()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        await StoredAsync();
        var writes = Rig.Store.WritesOf(IngestRig.ShardRecord);
        Rig.Store.Hold(IngestRig.ShardRecord);

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) > writes, "the write that waits");
        (await Rig.Shard.GetStatusAsync().WaitAsync(Limit, TestContext.Current.CancellationToken)).Connected.ShouldBeTrue();
        await Rig.Shard.StartAsync(answersCommands: null).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Rig.Store.Release(IngestRig.ShardRecord);
        await StoredAsync();
    }

    [Fact]
    public async Task A_shard_whose_start_waits_for_the_store_says_that_it_is_not_connected()
    {
        Rig.Store.Hold(IngestRig.ShardRecord);
        var start = Rig.Shard.StartAsync(answersCommands: null);
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) > 0, "the write that waits");

        (await Rig.Shard.GetStatusAsync().WaitAsync(Limit, TestContext.Current.CancellationToken)).Connected.ShouldBeFalse();
        Rig.Store.Release(IngestRig.ShardRecord);
        await start;
    }

    [Fact]
    public async Task A_shard_that_could_not_be_started_says_why_until_it_could()
    {
        Rig.Store.FailNext(IngestRig.ShardRecord);

        await Should.ThrowAsync<Exception>(() => Rig.Shard.StartAsync(answersCommands: null));
        (await Rig.Shard.GetStatusAsync()).Failure!.ShouldContain("could not be written");

        await Rig.ConnectAsync();
        (await Rig.Shard.GetStatusAsync()).Failure.ShouldBeNull();
    }

    private Task StoredAsync()
    {
        var session = Rig.Discord.Gateway.Sessions.ShouldHaveSingleItem();
        return Eventually.TrueAsync(
            () => Rig.Store[IngestRig.ShardRecord] is { } record
                && record.Contains(session.Id, StringComparison.Ordinal)
                && record.Contains($"\"sequence\":{session.Sequence}", StringComparison.Ordinal),
            $"sequence {session.Sequence} to be stored",
            lastSeen: () => Rig.Store[IngestRig.ShardRecord] ?? "no record");
    }
}
