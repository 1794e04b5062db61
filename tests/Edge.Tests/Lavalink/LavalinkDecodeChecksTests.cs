using System.Net;
using System.Text.Json;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks 62 to 72 of lavalink.md §12, over the wire.</summary>
public sealed class LavalinkDecodeChecksTests : IAsyncLifetime
{
    private LavalinkServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LavalinkServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("encodedTrack")]
    [InlineData("track")]
    public async Task C62_C63_a_track_is_decoded_and_its_string_echoed(string parameter)
    {
        var track = await _server.GetJsonAsync($"/v4/decodetrack?{parameter}={Uri.EscapeDataString(TrackExamples.Version2)}");

        track.AsObject().Select(static key => key.Key).ShouldBe(["encoded", "info", "pluginInfo", "userData"]);
        ((string?)track["encoded"]).ShouldBe(TrackExamples.Version2);
        track["info"]!.ToJsonString().ShouldBe(
            """{"identifier":"dQw4w9WgXcQ","isSeekable":true,"author":"RickAstleyVEVO","length":212000,"isStream":false,"position":0,"title":"Rick Astley - Never Gonna Give You Up","uri":"https://www.youtube.com/watch?v=dQw4w9WgXcQ","sourceName":"youtube","artworkUrl":null,"isrc":null}""");
        track["userData"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task C64_there_has_to_be_a_track()
    {
        var error = await _server.GetJsonAsync("/v4/decodetrack", HttpStatusCode.BadRequest);

        ((string?)error["message"]).ShouldBe("No track to decode provided");
    }

    [Fact]
    public async Task C65_several_are_decoded_in_order_and_none_is_a_mistake()
    {
        var none = await _server.SendJsonAsync(HttpMethod.Post, "/v4/decodetracks", "[]", HttpStatusCode.BadRequest);
        var two = await _server.SendJsonAsync(HttpMethod.Post, "/v4/decodetracks", JsonSerializer.Serialize(new[] { TrackExamples.Http, TrackExamples.Emoji }));

        ((string?)none["message"]).ShouldBe("No tracks to decode provided");
        two.AsArray().Select(static track => (string?)track!["encoded"]).ShouldBe([TrackExamples.Http, TrackExamples.Emoji]);
        two[0]!["pluginInfo"]!.ToJsonString().ShouldBe("""{"probeInfo":"mp3"}""");
    }

    [Fact]
    public async Task C66_what_is_no_track_is_500()
    {
        await _server.GetJsonAsync("/v4/decodetrack?encodedTrack=abc!", HttpStatusCode.InternalServerError);
        var error = await _server.SendJsonAsync(
            HttpMethod.Post, "/v4/decodetracks", JsonSerializer.Serialize(new[] { TrackExamples.Http, "QAAAAA==" }), HttpStatusCode.InternalServerError);

        ((string?)error["message"]).ShouldBe("Failed to decode track due to a mismatching version or missing source manager");
        _server.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task C67_C69_C70_C71_old_tracks_streams_and_other_alphabets_are_read()
    {
        var tracks = await _server.SendJsonAsync(
            HttpMethod.Post, "/v4/decodetracks", JsonSerializer.Serialize(new[] { TrackExamples.Emoji, TrackExamples.Version1, TrackExamples.Stream, TrackExamples.Hls }));

        ((string?)tracks[0]!["info"]!["title"]).ShouldEndWith("\U0001F33F");
        tracks[1]!["info"]!["uri"].ShouldBeNull();
        ((bool)tracks[2]!["info"]!["isStream"]!).ShouldBeTrue();
        ((long)tracks[2]!["info"]!["length"]!).ShouldBe(long.MaxValue);
        ((long)tracks[3]!["info"]!["position"]!).ShouldBe(1500);
    }

    [Fact]
    public async Task C72_a_plus_that_was_not_escaped_is_one()
    {
        var track = TrackCodec.Decode(TrackExamples.Http);
        var encoded = TrackCodec.Encode(track with { Info = track.Info with { Title = "~~~~~~~~~" } });
        encoded.ShouldContain('+');

        var answer = await _server.GetJsonAsync($"/v4/decodetrack?encodedTrack={encoded}");

        ((string?)answer["encoded"]).ShouldBe(encoded);
    }
}
