using System.Diagnostics;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>How the program starts, and how it ends when it is asked to.</summary>
public sealed class LifetimeTests : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Without_a_token_it_says_how_to_set_one_and_serves()
    {
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.Options);

        var (status, body) = await Http.GetAsync(fabric.Lanyard);
        await Http.BecomesReadyAsync(fabric);

        (status, body.GetProperty("data").GetProperty("monitored_user_count").GetInt32()).ShouldBe((200, 0));
        fabric.Output.ShouldContain(static line => line.Contains("BOT_TOKEN=... ./run.sh", StringComparison.Ordinal));
        fabric.Output.ShouldContain(static line => line.Contains("./run.sh --demo", StringComparison.Ordinal));
        fabric.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_token_it_names_a_presence_to_look_at()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var (ada, bob) = (discord.World.AddUser("ada"), discord.World.AddUser("bob"));
        discord.World.SetPresence(bob.Id, DiscordPresence.Online());
        discord.World.AddGuild("Engines", [ada.Id, bob.Id]);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));

        await fabric.SayAsync(new($"^Presences have arrived\\. Look at one: {fabric.Lanyard}v1/users/{bob.Id}$"), StopLimit);

        fabric.Output.ShouldNotContain(static line => line.Contains("BOT_TOKEN", StringComparison.Ordinal));
        fabric.Output.ShouldNotContain(line => line.Contains(discord.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_edge_only_operations_are_served()
    {
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With("Edge:Enabled=false"));

        await Http.BecomesReadyAsync(fabric);

        fabric.Output.ShouldNotContain(static line => line.Contains("Lanyard", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_status_0_and_sends_its_clients_away(string signal)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));
        await Http.ServesAsync(fabric, ada.Id, "offline");
        using var one = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_id = ada.Id.ToString() });
        using var all = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_all = true });
        await one.ExpectAsync("INIT_STATE");
        await all.ExpectAsync("INIT_STATE");

        var clock = Stopwatch.StartNew();
        await fabric.SignalAsync(signal);
        var (closedOne, closedAll) = (await one.NextAsync(), await all.NextAsync());
        var status = await fabric.EndAsync(StopLimit);

        status.ShouldBe(0, $"after {clock.Elapsed}");
        (closedOne, closedAll, one.CloseCode, all.CloseCode).ShouldBe((null, null, 1001, 1001));
        fabric.Errors.ShouldBeEmpty();
        discord.Counters.ClientCloseCodes.ShouldNotContain(static code => code == 1000 || code == 1001, "a session closed so cannot be resumed");
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_does_not_hold_it_up()
    {
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.Options);
        using var silent = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_all = true });

        await fabric.SignalAsync("TERM");

        (await fabric.EndAsync(StopLimit)).ShouldBe(0);
    }
}
