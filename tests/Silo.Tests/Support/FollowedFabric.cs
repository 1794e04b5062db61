using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Support;

/// <summary>The program and a fake Discord, for tests that each have users and a guild of their own.</summary>
public sealed class FollowedFabric : IAsyncLifetime
{
    private readonly Scene _scene = new();
    private FakeDiscordServer? _discord;
    private FabricProcess? _program;

    public FakeDiscordServer Discord => _discord!;

    public DiscordWorld World => Discord.World;

    public FabricProcess Program => _program!;

    public async ValueTask InitializeAsync()
    {
        _discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { IdentifyWindow = TimeSpan.Zero });
        _program = await FabricProcess.StartReadyAsync(_scene.With(Discord));
        await Eventually.TrueAsync(() => Discord.Gateway.Sessions.Any(static session => session.IsConnected), "the shard to identify", TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is { } program)
        {
            await program.DisposeAsync();
        }

        if (_discord is { } discord)
        {
            await discord.DisposeAsync();
        }

        _scene.Dispose();
    }

    /// <summary>A user in a guild of its own, who is served when this returns.</summary>
    public async Task<(Snowflake User, Snowflake Guild)> AddUserAsync(DiscordPresence? presence = null, Func<DiscordUser, DiscordUser>? with = null)
    {
        var user = new DiscordUser { Id = World.NextId(), Username = "somebody" };
        var id = World.AddUser(with?.Invoke(user) ?? user).Id;
        World.SetPresence(id, presence ?? DiscordPresence.Online());
        var guild = World.AddGuild($"Guild of {id}", [id]);
        await Http.ServesAsync(Program, id, presence?.Status ?? "online");
        return (id, guild);
    }

    /// <summary>A client of the user that has been told how things are.</summary>
    internal async Task<LanyardSocket> SubscribeAsync(Snowflake user)
    {
        var client = await LanyardSocket.SubscribeAsync(Program.LanyardSocket, new { subscribe_to_id = user.ToString() });
        await client.ExpectAsync("INIT_STATE");
        return client;
    }
}
