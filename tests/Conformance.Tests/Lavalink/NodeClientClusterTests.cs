using Fabric.Conformance.Tests.Scripts;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Lavalink;

/// <summary>Clients for Node, all at once, through two gateways in front of two silos, of which some are killed.</summary>
public sealed class NodeClientClusterTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<FabricProcess> _silos = [];
    private readonly List<FabricProcess> _gateways = [];
    private PostgresServer? _postgres;
    private AudioServer? _audio;

    public async ValueTask InitializeAsync()
    {
        _audio = await AudioServer.StartAsync();
        _postgres = await PostgresServer.StartNewAsync();
        var options = new ClusterProcessOptions
        {
            DataDirectory = _directory.Of("data"),
            ConnectionString = _postgres.ConnectionString(),
            BotToken = "",
            DiscordApi = "http://127.0.0.1:1",
        };
        for (var number = 0; number < 2; number++)
        {
            _silos.Add(await FabricProcess.StartReadyAsync(options.Silo("Cluster:Roles=presence,voice")));
        }

        for (var number = 0; number < 2; number++)
        {
            _gateways.Add(await FabricProcess.StartReadyAsync(options.Gateway()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _gateways.Concat(_silos))
        {
            await process.DisposeAsync();
        }

        await _postgres!.DisposeAsync();
        await _audio!.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task They_play_on_and_resume_though_their_gateway_and_then_a_silo_are_killed()
    {
        var clients = Bot.Clients.Select(name => Bot.Start(name, _gateways[0], resume: true)).ToList();
        try
        {
            var sessions = await Task.WhenAll(clients.Select(client => Bot.PlayAsync(client, _gateways[0], _audio!.File, position: 0)));

            await Task.WhenAll(clients.Select(client => client.DoAsync("redirect", new { url = _gateways[1].Lavalink.Authority })));
            await _gateways[0].SignalAsync("KILL");
            await Task.WhenAll(clients.Zip(sessions, ShouldResumeAsync));

            await _silos[0].SignalAsync("KILL");
            await Task.WhenAll(clients.Select(ShouldEndOnceAsync));
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static async Task ShouldResumeAsync(NodeScript client, string session)
    {
        var ready = await client.ExpectAsync("ready");
        ready.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        ready.GetProperty("session").GetString().ShouldBe(session);
        var player = await client.DoAsync("player", new { guild = Bot.Guild });
        player.GetProperty("track").GetProperty("info").GetProperty("title").GetString().ShouldBe("Low Tide");
    }

    private static async Task ShouldEndOnceAsync(NodeScript client)
    {
        var end = await client.ExpectAsync("end", meaning: "the track's end, whichever silo had it");
        end.GetProperty("data").GetProperty("reason").GetString().ShouldBe("finished");
        client.Seen("start").Count.ShouldBe(1);
        client.Seen("end").Count.ShouldBe(1);
    }
}
