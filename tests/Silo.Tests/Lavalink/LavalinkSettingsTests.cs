using System.Net;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 32, 100 and 116 of lavalink.md §12, through the whole program with settings that are not the defaults.</summary>
public sealed class LavalinkSettingsTests : IAsyncLifetime
{
    /// <summary>Short, so that the test is; the fabric's own setting knows fractions of a second, Lavalink's does not.</summary>
    private const string Settings = "Edge:Lavalink:PlayerUpdateInterval=00:00:00.250";

    private readonly Scene _scene = new();
    private FabricProcess? _program;
    private HttpClient? _http;

    private FabricProcess Program => _program!;

    private HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            _scene.Of("application.yml"),
            "lavalink: {server: {filters: {karaoke: false, lowPass: false}}}\nmetrics: {prometheus: {enabled: true, endpoint: /prometheus}}\n");
        _program = await FabricProcess.StartReadyAsync(_scene.With(Settings));
        _http = LavalinkHttp.Create(Program.Lavalink, FabricProcess.LavalinkPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_program is { } program)
        {
            await program.DisposeAsync();
        }

        _scene.Dispose();
    }

    [Fact]
    public async Task C32_C100_C116_filters_updates_and_metrics_are_as_they_are_set()
    {
        await FiltersThatAreOffAreNeitherToldNorTakenAsync();
        await UpdatesComeByTheClockWhileATrackIsLoadedAsync();
        await MetricsAreForEverybodyAsync();
    }

    private async Task FiltersThatAreOffAreNeitherToldNorTakenAsync()
    {
        await using var client = await LavalinkClient.OpenAsync(Program, Http);

        (await Http.GetJsonAsync("/v4/info"))["filters"]!.ToJsonString().ShouldBe(
            """["volume","equalizer","timescale","tremolo","vibrato","distortion","rotation","channelMix"]""");
        foreach (var (filters, named) in new[] { ("\"karaoke\":{}", "karaoke"), ("\"karaoke\":null", "karaoke"), ("\"lowPass\":{},\"karaoke\":null", "karaoke, lowPass") })
        {
            await client.RefuseAsync(
                $$$"""{"volume":1,"filters":{{{{filters}}}}}""", HttpStatusCode.BadRequest, $"Following filters are disabled in the config: {named}");
        }

        await client.RefuseAsync(HttpMethod.Get, $"{client.Path}/players/{LavalinkClient.Guild}", "", HttpStatusCode.NotFound, "Player not found");
    }

    private async Task UpdatesComeByTheClockWhileATrackIsLoadedAsync()
    {
        const string Other = "2";
        const string Play = $$"""{"encodedTrack":"{{TrackExamples.Http}}"}""";
        await using var client = await LavalinkClient.OpenAsync(Program, Http);
        await client.PlayAsync(Play);

        var (first, second) = (await ExpectUpdateAsync(client), await ExpectUpdateAsync(client));
        var passed = second.Time - first.Time;
        passed.ShouldBeInRange(100, 2500);
        (second.Position - first.Position).ShouldBeInRange(passed - 100, passed + 100);

        var paused = (await client.UpdateAsync("""{"paused":true}"""))["state"]!;
        while ((first = await ExpectUpdateAsync(client)).Time <= (long)paused["time"]!)
        {
        }

        second = await ExpectUpdateAsync(client);
        (first.Position, second.Position).ShouldBe(((long)paused["position"]!, (long)paused["position"]!));
        (second.Time - first.Time).ShouldBeInRange(100, 2500);

        await client.UpdateAsync(Play, guild: Other);
        await client.UpdateAsync("""{"encodedTrack":null}""");
        while ((string?)(await client.NextAsync())["type"] != "TrackEndEvent")
        {
        }

        for (var update = 0; update < 3; update++)
        {
            (await ExpectUpdateAsync(client)).Guild.ShouldBe(Other);
        }
    }

    private async Task MetricsAreForEverybodyAsync()
    {
        using var anybody = new HttpClient { BaseAddress = Program.Lavalink };
        using var response = await anybody.GetAsync("/prometheus");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\nlavalink_players_total ");
    }

    private static async Task<(string? Guild, long Time, long Position)> ExpectUpdateAsync(LavalinkClient client)
    {
        var update = await client.ExpectAsync("playerUpdate");
        return ((string?)update["guildId"], (long)update["state"]!["time"]!, (long)update["state"]!["position"]!);
    }
}
