using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>One process that follows the guilds of several bots, each in a Discord of its own.</summary>
public sealed class ManyBotsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Everybody_whom_any_of_the_bots_sees_is_served()
    {
        await using var one = await StartAsync("first", 2_000_000_000_000_000_001);
        await using var two = await StartAsync("second", 2_000_000_000_000_000_002);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(
            $"Discord:Bots:one:Token={one.Token}", $"Discord:Bots:one:RestBaseUrl={one.Addresses.Api}/v10",
            $"Discord:Bots:two:Token={two.Token}", $"Discord:Bots:two:RestBaseUrl={two.Addresses.Api}/v10"));

        await Http.ServesAsync(fabric, UserOf(one), "online");
        await Http.ServesAsync(fabric, UserOf(two), "online");
    }

    [Fact]
    public async Task A_bot_whose_token_is_put_into_the_directory_is_followed_without_a_restart_and_no_longer_when_it_is_taken_out()
    {
        var tokens = Directory.CreateDirectory(_scene.Of("tokens")).FullName;
        await using var discord = await StartAsync("first", 2_000_000_000_000_000_001);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With($"Discord:TokensDirectory={tokens}", $"Discord:RestBaseUrl={discord.Addresses.Api}/v10"));
        discord.Counters.RestRequests.ShouldBe(0);

        var token = Path.Combine(tokens, "music");
        await File.WriteAllTextAsync(token, discord.Token);

        await Http.ServesAsync(fabric, UserOf(discord), "online");
        fabric.Output.ShouldNotContain(line => line.Contains(discord.Token, StringComparison.Ordinal));
        File.Delete(token);
        await Eventually.TrueAsync(() => discord.Counters.OpenConnections == 0, "the bot to be let go", Patience);
    }

    private static async Task<FakeDiscordServer> StartAsync(string token, ulong user)
    {
        var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { Token = token });
        discord.World.AddUser(new DiscordUser { Id = user, Username = "user" });
        discord.World.SetPresence(user, DiscordPresence.Online());
        discord.World.AddGuild("guild", [user]);
        return discord;
    }

    private static Snowflake UserOf(FakeDiscordServer discord) => discord.World.UserIds.Single(user => user != discord.World.BotId);
}
