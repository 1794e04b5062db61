using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>Who owns a shard: the epoch in its record, and the lease of the silo.</summary>
public sealed class ShardClaimTests : IAsyncLifetime
{
    private IngestRig? _rig;

    private IngestRig Rig => _rig!;

    public async ValueTask InitializeAsync() => _rig = await IngestRig.StartAsync();

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    [Fact]
    public async Task The_epoch_is_raised_before_Discord_is_contacted()
    {
        Rig.Store.Hold(IngestRig.ShardRecord);
        var starting = Rig.Shard.StartAsync();
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

        Rig.World.SetPresence(user.Value, DiscordPresence.Of("dnd", "web"));
        await Rig.SettledAsync();
        await Eventually.TrueAsync(() => Rig.Store.WritesOf(IngestRig.ShardRecord) > writes + 1, "the write after the one that was refused");

        (Rig.Discord.Counters.Connections, Rig.Discord.Counters.Received(GatewayOpcode.Identify)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_silo_without_its_lease_does_not_contact_Discord()
    {
        Rig.Silo.Lease.Holds = false;

        await Rig.Shard.StartAsync();
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
