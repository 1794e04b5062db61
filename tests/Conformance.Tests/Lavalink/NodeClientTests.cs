using System.Text.Json;
using Fabric.Conformance.Tests.Scripts;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Lavalink;

/// <summary>Clients for Node, unmodified, against the real program. What they do to Discord is played by their scripts.</summary>
public sealed class NodeClientTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private AudioServer? _audio;
    private FabricProcess? _fabric;

    public async ValueTask InitializeAsync()
    {
        _audio = await AudioServer.StartAsync();
        _fabric = await StartAsync(port: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _fabric!.DisposeAsync();
        await _audio!.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Bot.Clients), MemberType = typeof(Bot))]
    public async Task Resolves_plays_and_is_told_everything(string name)
    {
        await using var client = Client(name, resume: false);
        await client.ExpectAsync("ready", static ready => !ready.GetProperty("resumed").GetBoolean());
        await client.ExpectAsync("raw", static raw => OpOf(raw) == "stats");

        (await client.DoAsync("info")).GetProperty("version").GetProperty("major").GetInt32().ShouldBe(4);
        (await client.DoAsync("stats")).GetProperty("players").GetInt32().ShouldBe(0);
        var loaded = await client.DoAsync("resolve", new { identifier = _audio!.File });
        loaded.GetProperty("loadType").GetString().ShouldBe("track");
        var track = loaded.GetProperty("data");
        track.GetProperty("info").GetProperty("title").GetString().ShouldBe("Low Tide");
        var encoded = track.GetProperty("encoded").GetString()!;
        (await client.DoAsync("decode", new { track = encoded })).GetProperty("info").GetProperty("author").GetString().ShouldBe("Ana");
        (await client.DoAsync("resolve", new { identifier = "no such thing" })).GetProperty("loadType").GetString().ShouldBe("empty");

        await client.DoAsync("join", new { guild = Bot.Guild, channel = Bot.Channel });
        await client.DoAsync("play", new { guild = Bot.Guild, options = new { track = new { encoded, userData = new { by = "ada" } } } });
        var started = await client.ExpectAsync("start");
        started.GetProperty("data").GetProperty("track").GetProperty("userData").GetProperty("by").GetString().ShouldBe("ada");
        await client.ExpectAsync("update");

        await client.DoAsync("volume", new { guild = Bot.Guild, volume = 50 });
        await client.DoAsync("filters", new { guild = Bot.Guild, filters = new { timescale = new { speed = 1.0 }, equalizer = new[] { new { band = 1, gain = 0.25 } } } });
        await client.DoAsync("pause", new { guild = Bot.Guild, paused = true });
        await client.DoAsync("seek", new { guild = Bot.Guild, position = 4000 });
        var player = await client.DoAsync("player", new { guild = Bot.Guild });
        player.GetProperty("volume").GetInt32().ShouldBe(50);
        player.GetProperty("paused").GetBoolean().ShouldBeTrue();
        player.GetProperty("filters").GetProperty("equalizer")[0].GetProperty("gain").GetDouble().ShouldBe(0.25);
        player.GetProperty("state").GetProperty("position").GetInt64().ShouldBe(4000);
        (await client.DoAsync("players")).GetArrayLength().ShouldBe(1);

        await client.DoAsync("pause", new { guild = Bot.Guild, paused = false });
        await client.DoAsync("seek", new { guild = Bot.Guild, position = 9500 });
        var ended = await client.ExpectAsync("end");
        ended.GetProperty("data").GetProperty("reason").GetString().ShouldBe("finished");

        await client.DoAsync("play", new { guild = Bot.Guild, options = new { track = new { encoded } } });
        await client.ExpectAsync("start");
        await client.DoAsync("play", new { guild = Bot.Guild, options = new { track = new { encoded } } });
        (await client.ExpectAsync("end")).GetProperty("data").GetProperty("reason").GetString().ShouldBe("replaced");
        await client.ExpectAsync("start");
        await client.DoAsync("move", new { guild = Bot.Guild, channel = Bot.OtherChannel });
        (await client.ExpectAsync("closed")).GetProperty("data").GetProperty("code").GetInt32().ShouldBe(1000);
        await client.DoAsync("stop", new { guild = Bot.Guild });
        (await client.ExpectAsync("end")).GetProperty("data").GetProperty("reason").GetString().ShouldBe("stopped");
        await client.DoAsync("leave", new { guild = Bot.Guild });
        (await client.DoAsync("players")).GetArrayLength().ShouldBe(0);
        client.Seen("error").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Bot.Clients), MemberType = typeof(Bot))]
    public async Task Resumes_after_its_connection_was_cut_and_misses_no_event(string name)
    {
        await using var client = Client(name, resume: true);
        var session = await Bot.PlayAsync(client, _fabric!, _audio!.File, position: 8000);

        await client.DoAsync("cut");
        var ready = await client.ExpectAsync("ready");

        ready.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        ready.GetProperty("session").GetString().ShouldBe(session);
        await client.ExpectAsync("end", static end => end.GetProperty("data").GetProperty("reason").GetString() == "finished");
        client.Seen("start").Count.ShouldBe(1);
        client.Seen("end").Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Bot.Clients), MemberType = typeof(Bot))]
    public async Task Resumes_after_the_program_was_killed_and_started_again(string name)
    {
        await using var client = Client(name, resume: true, reconnectTries: 1);
        var session = await Bot.PlayAsync(client, _fabric!, _audio!.File, position: 3000);
        var port = _fabric!.Lavalink.Port;

        await _fabric.SignalAsync("KILL");
        await _fabric.EndAsync();
        await _fabric.DisposeAsync();
        await client.ExpectAsync("error", static error => error.GetProperty("error").GetString()!.Contains("ECONNREFUSED", StringComparison.Ordinal));
        _fabric = await StartAsync(port);
        await client.DoAsync("reconnect");
        var ready = await client.ExpectAsync("ready");

        ready.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        ready.GetProperty("session").GetString().ShouldBe(session);
        var player = await client.DoAsync("player", new { guild = Bot.Guild });
        player.GetProperty("track").GetProperty("info").GetProperty("title").GetString().ShouldBe("Low Tide");
        player.GetProperty("voice").GetProperty("token").GetString().ShouldBe("voice-token-1");
        await client.ExpectAsync("end", static end => end.GetProperty("data").GetProperty("reason").GetString() == "finished");
        client.Seen("end").Count.ShouldBe(1);
    }

    private static string? OpOf(JsonElement raw) => raw.GetProperty("message").GetProperty("op").GetString();

    private Task<FabricProcess> StartAsync(int port) =>
        FabricProcess.StartReadyAsync(new FabricProcessOptions { DataDirectory = _directory.Of("data"), LavalinkPort = port });

    private NodeScript Client(string name, bool resume, int reconnectTries = 30) => Bot.Start(name, _fabric!, resume, reconnectTries);
}
