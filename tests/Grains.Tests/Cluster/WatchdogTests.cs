using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Cluster;

/// <summary>What must live comes back by itself: nobody asks for the shard here.</summary>
public sealed class WatchdogTests : IngestRigTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_shard_lives_on_in_the_next_silo_and_resumes_its_session()
    {
        await Rig.ConnectAsync();
        await Rig.StopSiloAsync();

        await Rig.StartSiloAsync();

        await Eventually.TrueAsync(() => Rig.Discord.Counters.Connections == 2, "the shard to connect again", Patience);
        await Eventually.TrueAsync(() => Rig.Discord.Gateway.Sessions is [{ IsConnected: true }], "the session to be resumed", Patience);
    }

    [Fact]
    public async Task A_shard_that_was_stopped_for_good_stays_so()
    {
        await Rig.ConnectAsync();
        Rig.Rows!.ShouldContain("shard:bot/0of1");

        await Rig.Shard.StopAsync();

        Rig.Rows.ShouldBe("""{"rows":{}}""");
    }
}
