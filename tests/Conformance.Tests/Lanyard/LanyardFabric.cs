using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>The real program, following a fake Discord. One for all tests with Lanyard's clients: each has users of its own.</summary>
public sealed class LanyardFabric : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private FakeDiscordServer? _discord;
    private FabricProcess? _fabric;

    public FakeDiscordServer Discord => _discord!;

    public DiscordWorld World => Discord.World;

    /// <summary>The program.</summary>
    public FabricProcess Program => _fabric!;

    public async ValueTask InitializeAsync()
    {
        _discord = await FakeDiscordServer.StartAsync();
        await StartProgramAsync(port: 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fabric is { } fabric)
        {
            await fabric.DisposeAsync();
        }

        if (_discord is { } discord)
        {
            await discord.DisposeAsync();
        }

        _directory.Dispose();
    }

    /// <summary>Adds a user in a guild of its own, with a presence.</summary>
    public Snowflake AddUser(string name, DiscordPresence presence)
    {
        var user = World.AddUser(name);
        World.SetPresence(user.Id, presence);
        World.AddGuild($"Guild of {name}", [user.Id]);
        return user.Id;
    }

    /// <summary>Kills the program and starts it again where it was.</summary>
    public async Task RestartProgramAsync()
    {
        var port = Program.Lanyard.Port;
        await Program.SignalAsync("KILL");
        await Program.EndAsync();
        await Program.DisposeAsync();
        await StartProgramAsync(port);
    }

    private async Task StartProgramAsync(int port) => _fabric = await FabricProcess.StartReadyAsync(new FabricProcessOptions
    {
        DataDirectory = _directory.Of("data"),
        BotToken = Discord.Token,
        DiscordApi = Discord.Addresses.Api,
        LanyardPort = port,
    });
}
