using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Cluster;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>Who owns a shard: the epoch in its record, and the lease of the silo.</summary>
public sealed class ShardClaimTests : IngestRigTest
{
    [Fact]
    public async Task The_epoch_is_raised_before_Discord_is_contacted()
    {
        Rig.Store.Hold(IngestRig.ShardRecord);
        var starting = Rig.Shard.StartAsync(answersCommands: null);
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) == 1, "the epoch to be written");
        Rig.Discord.Counters.Connections.ShouldBe(0);

        Rig.Store.Release(IngestRig.ShardRecord);
        await starting;

        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("\"epoch\":1");
        await Eventually.TrueAsync(() => Rig.Discord.Counters.Connections == 1, "the connection");
    }

    [Fact]
    public async Task Each_start_raises_it_and_a_stop_in_order_leaves_the_shard_to_nobody()
    {
        await Rig.ConnectAsync();
        await Rig.Shard.StopAsync();
        Rig.Store[IngestRig.ShardRecord]!.ShouldNotContain("owner");

        await Rig.ConnectAsync();

        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("\"epoch\":2");
        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("owner");
    }

    [Fact]
    public async Task A_claim_that_somebody_else_overtakes_reads_again_and_goes_beyond()
    {
        await Rig.Shard.GetStatusAsync();
        Rig.Store.Put(IngestRig.ShardRecord, """{"epoch":6}""");

        await Rig.ConnectAsync();

        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("\"epoch\":7");
    }

    [Fact]
    public async Task A_conflict_with_its_own_write_costs_the_owner_nothing()
    {
        var user = Rig.AddUser("user", DiscordPresence.Online());
        Rig.AddGuild(user);
        await Rig.ConnectAsync();
        Rig.Store.Put(IngestRig.ShardRecord, Rig.Store[IngestRig.ShardRecord]!);
        var writes = Rig.Store.WritesOf(IngestRig.ShardRecord);

        World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await Rig.SettledAsync();
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) > writes + 1, "the write after the one that was refused");

        (Rig.Discord.Counters.Connections, Rig.Discord.Counters.Received(GatewayOpcode.Identify)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_shard_of_a_silo_that_may_still_act_is_not_taken()
    {
        Rig.Silo.Takeover.Clears = false;
        Rig.Store.Put(IngestRig.ShardRecord, """{"epoch":6,"owner":"other"}""");

        (await Should.ThrowAsync<EntityHeldElsewhereException>(() => Rig.Shard.StartAsync(answersCommands: null))).Message.ShouldContain("silo other");

        (Rig.Discord.Counters.Connections, Rig.Silo.Entities.Contains("shard:bot/0of1")).ShouldBe((0, false));
        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("\"epoch\":6");
    }

    [Fact]
    public async Task A_shard_of_a_silo_that_lives_and_lets_go_of_it_is_taken_over()
    {
        (Rig.Silo.Takeover.Clears, Rig.Silo.Takeover.Releases) = (false, true);
        Rig.Store.Put(IngestRig.ShardRecord, """{"epoch":6,"owner":"other"}""");

        await Rig.ConnectAsync();

        Rig.Silo.Takeover.Asked.ShouldBe(["other shard:bot/0of1"]);
        Rig.Store[IngestRig.ShardRecord]!.ShouldContain("\"epoch\":7");
    }

    [Fact]
    public async Task A_shard_that_another_silo_asks_for_is_let_go_of()
    {
        await Rig.ConnectAsync();

        await Rig.Silo.Entities.ReleaseAsync("shard:bot/0of1");

        Rig.Discord.Gateway.Sessions.ShouldHaveSingleItem().IsConnected.ShouldBeFalse();
        Rig.Silo.Entities.Contains("shard:bot/0of1").ShouldBeFalse();
    }

    [Fact]
    public async Task A_silo_without_its_lease_does_not_contact_Discord()
    {
        Rig.Silo.Lease.Holds = false;

        await Rig.Shard.StartAsync(answersCommands: null);
        await Eventually.TrueAsync(() => Rig.Silo.Lease.Asked > 0, "the lease to be asked for");

        Rig.Discord.Counters.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_silo_that_loses_its_lease_falls_silent()
    {
        await Rig.ConnectAsync();
        var sent = Rig.Discord.Counters.Received(GatewayOpcode.RequestGuildMembers);

        Rig.Silo.Lease.Holds = false;
        Rig.AddGuild(Rig.AddUser("user"));
        var asked = Rig.Silo.Lease.Asked;
        await Eventually.TrueAsync(() => Rig.Silo.Lease.Asked > asked, "the lease to be asked for");
        await Rig.Shard.StopAsync();

        Rig.Discord.Counters.Received(GatewayOpcode.RequestGuildMembers).ShouldBe(sent);
    }
}
