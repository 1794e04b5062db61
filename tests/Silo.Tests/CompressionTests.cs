using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>The bot's connection is compressed as the setting says, and its presences arrive.</summary>
public sealed class CompressionTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("none", null)]
    [InlineData("zlib-stream", "zlib-stream")]
    [InlineData("zstd-stream", "zstd-stream")]
    public async Task Follows_the_setting(string setting, string? compression)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var user = discord.World.AddUser("ann");
        discord.World.SetPresence(user.Id, DiscordPresence.Online());
        discord.World.AddGuild("guild", [user.Id]);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord) with { Settings = [$"Discord:Compression={setting}"] });

        await Eventually.TrueAsync(
            async () => (await Http.GetAsync(new Uri(fabric.Lanyard, $"v1/users/{user.Id}"))).Status == 200,
            "the user is served");

        discord.Gateway.Sessions.Single().Compression.ShouldBe(compression);
    }
}
