using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Discord;

/// <summary>discord.js keeps its session, or begins another, exactly where it would with Discord; and it misses nothing.</summary>
public sealed class DiscordJsResumeTests
{
    [Fact]
    public async Task Resumes_with_the_right_sequence_when_told_to_reconnect_and_misses_nothing()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        var before = discord.Gateway.Sessions.Single();

        discord.Gateway.RequestReconnect();
        discord.Gateway.SilenceConnections();
        DiscordJs.ChangeOften(discord, ada.Id);
        var resumed = await client.ExpectAsync("resumed");

        var resume = discord.Gateway.Received(GatewayOpcode.Resume).ShouldHaveSingleItem();
        resume.GetProperty("session_id").GetString().ShouldBe(before.Id);
        resume.GetProperty("seq").GetInt64().ShouldBe(before.Sequence);
        resumed.GetProperty("replayed").GetInt32().ShouldBe(DiscordJs.Changes + 1);
        await DiscordJs.ShouldHaveSeenEveryChangeAsync(client);
        discord.Counters.ResumeConnections.ShouldBe(1);
        discord.Counters.Identifies.ShouldBe(1);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(1001)]
    public async Task Resumes_after_a_close_that_allows_it(int code)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.Gateway.CloseConnections(code);
        DiscordJs.ChangeOften(discord, ada.Id);
        await client.ExpectAsync("resumed");

        await DiscordJs.ShouldHaveSeenEveryChangeAsync(client);
        discord.Counters.Resumes.ShouldBe(1);
        discord.Counters.Identifies.ShouldBe(1);
    }

    [Fact]
    public async Task Resumes_after_the_connection_is_cut()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.Gateway.AbortConnections();
        DiscordJs.ChangeOften(discord, ada.Id);
        await client.ExpectAsync("resumed");

        await DiscordJs.ShouldHaveSeenEveryChangeAsync(client);
    }

    [Fact]
    public async Task Resumes_when_heartbeats_are_not_acknowledged()
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { HeartbeatInterval = TimeSpan.FromSeconds(1) });
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");

        discord.Gateway.SilenceConnections();
        DiscordJs.ChangeOften(discord, ada.Id);
        await client.ExpectAsync("resumed");

        await DiscordJs.ShouldHaveSeenEveryChangeAsync(client);
        discord.Counters.ClientCloseCodes.ShouldBe([4200]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Identifies_anew_or_resumes_as_an_invalid_session_says(bool resumable)
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { IdentifyWindow = TimeSpan.Zero });
        discord.World.AddGuild("Engines", []);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        await client.ExpectAsync("shardReady");

        discord.Gateway.InvalidateSessions(resumable);
        await client.ExpectAsync(resumable ? "resumed" : "shardReady", meaning: "after op 9");

        discord.Counters.Identifies.ShouldBe(resumable ? 1 : 2);
        discord.Counters.Resumes.ShouldBe(resumable ? 1 : 0);
    }

    [Fact]
    public async Task Identifies_anew_when_its_session_is_forgotten()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { IdentifyWindow = TimeSpan.Zero });
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = DiscordJs.Start(discord);
        await client.ExpectAsync("ready");
        await client.ExpectAsync("raw", DiscordJs.IsDispatch("GUILD_CREATE"), "the guild");

        discord.Gateway.ForgetSessions();
        discord.Gateway.CloseConnections(GatewayCloseCode.UnknownError);
        await Eventually.TrueAsync(() => discord.Counters.Identifies == 2, "a second identify", TimeSpan.FromSeconds(20));
        await client.ExpectAsync("raw", DiscordJs.IsDispatch("GUILD_CREATE"), "the guild, again");
        discord.World.SetPresence(ada.Id, DiscordPresence.Online());

        await client.ExpectAsync("presence", DiscordJs.IsFor(ada.Id, "online"));
        discord.Counters.Received(GatewayOpcode.Resume).ShouldBe(1);
        discord.Counters.Resumes.ShouldBe(0);
    }
}
