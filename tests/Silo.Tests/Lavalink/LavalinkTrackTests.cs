using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Media.Tests.Support;
using Fabric.Protocol.Lavalink;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 49 to 72 of lavalink.md §12, through the whole program.</summary>
[Collection(nameof(LavalinkCollection))]
public sealed class LavalinkTrackTests(LavalinkFabric fabric, Samples samples)
{
    private const string Empty = """{"loadType":"empty","data":null}""";

    private static readonly string[] TrackKeys = ["encoded", "info", "pluginInfo", "userData"];

    [Fact]
    public Task C49_an_identifier_has_to_be_there() => LavalinkClient.RefuseAsync(
        fabric.Http, HttpMethod.Get, "/v4/loadtracks", "", HttpStatusCode.BadRequest, "Required parameter 'identifier' is not present.");

    [Fact]
    public async Task C50_a_file_is_a_track_with_its_tags()
    {
        var loaded = await fabric.LoadAsync(fabric.Song);

        loaded.AsObject().Select(static key => key.Key).ShouldBe(["loadType", "data"]);
        ((string?)loaded["loadType"]).ShouldBe("track");
        var track = loaded["data"]!;
        track.AsObject().Select(static key => key.Key).ShouldBe(TrackKeys);
        var length = (long)track["info"]!["length"]!;
        length.ShouldBeInRange(9900, 10_100);
        track["info"]!.ToJsonString().ShouldBe(Info(new
        {
            identifier = fabric.Song,
            isSeekable = true,
            author = Samples.Artist,
            length,
            isStream = false,
            position = 0,
            title = Samples.Title,
            uri = fabric.Song,
            sourceName = "http",
            artworkUrl = (string?)null,
            isrc = (string?)null,
        }));
        track["pluginInfo"]!.ToJsonString().ShouldBe("""{"probeInfo":"mp3"}""");
        track["userData"]!.ToJsonString().ShouldBe("{}");
        (await DecodeAsync((string)track["encoded"]!)).ToJsonString().ShouldBe(track.ToJsonString());
    }

    [Fact]
    public async Task C51_a_file_without_tags_is_unknown()
    {
        var info = (await fabric.LoadAsync(fabric.Url("/untagged.mp3")))["data"]!["info"]!;

        ((string?)info["title"], (string?)info["author"]).ShouldBe(("Unknown title", "Unknown artist"));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/hop1")]
    public async Task C52_C57_what_is_not_there_and_what_leads_on_and_on_is_empty(string path) =>
        (await fabric.LoadAsync(fabric.Url(path))).ToJsonString().ShouldBe(Empty);

    [Theory]
    [InlineData("word")]
    [InlineData("ytsearch:word")]
    [InlineData("")]
    public async Task C53_what_no_source_takes_is_empty(string identifier) => (await fabric.LoadAsync(identifier)).ToJsonString().ShouldBe(Empty);

    [Theory]
    [InlineData("/garbage", "Unknown file format.")]
    [InlineData("/broken", "That URL is not playable.")]
    public async Task C54_C55_a_failure_is_told_with_its_reason(string path, string message)
    {
        var loaded = await fabric.LoadAsync(fabric.Url(path));

        ((string?)loaded["loadType"]).ShouldBe("error");
        var error = loaded["data"]!;
        error.AsObject().Select(static key => key.Key).ShouldBe(["message", "severity", "cause", "causeStackTrace"]);
        ((string?)error["message"], (string?)error["severity"]).ShouldBe((message, "common"));
        ((string?)error["cause"]).ShouldNotBeNullOrEmpty();
        ((string?)error["causeStackTrace"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("/moved")]
    [InlineData("/hop3")]
    [InlineData("/list.m3u")]
    public async Task C56_C58_what_leads_to_a_file_is_the_file(string path)
    {
        var track = (await fabric.LoadAsync(fabric.Url(path)))["data"]!;

        ((string?)track["info"]!["identifier"], (string?)track["info"]!["uri"]).ShouldBe((fabric.Song, fabric.Song));
        ((string?)track["info"]!["title"]).ShouldBe(Samples.Title);
    }

    [Fact]
    public async Task C59_a_file_without_an_end_is_a_stream()
    {
        var loaded = await fabric.LoadAsync(fabric.Url("/radio"));

        var info = loaded["data"]!["info"]!;
        ((bool)info["isStream"]!, (bool)info["isSeekable"]!).ShouldBe((true, false));
        info["length"]!.ToJsonString().ShouldBe("9223372036854775807");
    }

    [Theory]
    [InlineData("vorbis.ogg", "ogg")]
    [InlineData("opus.ogg", "ogg")]
    [InlineData("native.flac", "flac")]
    [InlineData("pcm16.wav", "wav")]
    [InlineData("opus.webm", "matroska/webm")]
    [InlineData("plain.m4a", "mp4")]
    public async Task C60_files_of_every_kind_are_tracks(string name, string probe)
    {
        var track = (await fabric.LoadAsync(fabric.Url($"/{name}")))["data"]!;

        ((string?)track["pluginInfo"]!["probeInfo"]).ShouldBe(probe);
        ((long)track["info"]!["length"]!).ShouldBeInRange(9900, 10_100);
        ((bool)track["info"]!["isStream"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task C61_files_of_this_machine_are_not_there_unless_they_are_allowed() =>
        (await fabric.LoadAsync(samples.PathOf("vbr.mp3"))).ToJsonString().ShouldBe(Empty);

    [Theory]
    [InlineData("encodedTrack")]
    [InlineData("track")]
    public async Task C62_C63_a_track_is_decoded_and_its_string_echoed(string parameter)
    {
        var track = await fabric.Http.GetJsonAsync($"/v4/decodetrack?{parameter}={Uri.EscapeDataString(TrackExamples.Version2)}");

        track.AsObject().Select(static key => key.Key).ShouldBe(TrackKeys);
        ((string?)track["encoded"]).ShouldBe(TrackExamples.Version2);
        track["info"]!.ToJsonString().ShouldBe(
            """{"identifier":"dQw4w9WgXcQ","isSeekable":true,"author":"RickAstleyVEVO","length":212000,"isStream":false,"position":0,"title":"Rick Astley - Never Gonna Give You Up","uri":"https://www.youtube.com/watch?v=dQw4w9WgXcQ","sourceName":"youtube","artworkUrl":null,"isrc":null}""");
    }

    [Fact]
    public Task C64_there_has_to_be_a_track() =>
        LavalinkClient.RefuseAsync(fabric.Http, HttpMethod.Get, "/v4/decodetrack", "", HttpStatusCode.BadRequest, "No track to decode provided");

    [Fact]
    public async Task C65_several_are_decoded_in_order_and_none_is_a_mistake()
    {
        await LavalinkClient.RefuseAsync(
            fabric.Http, HttpMethod.Post, "/v4/decodetracks", "[]", HttpStatusCode.BadRequest, "No tracks to decode provided");
        var two = await fabric.Http.SendJsonAsync(HttpMethod.Post, "/v4/decodetracks", JsonSerializer.Serialize(new[] { TrackExamples.Http, TrackExamples.Emoji }));

        two.AsArray().Select(static track => (string?)track!["encoded"]).ShouldBe([TrackExamples.Http, TrackExamples.Emoji]);
    }

    [Theory]
    [InlineData("abc!", "Illegal base64 character 21")]
    [InlineData("QAAAAA==", "Failed to decode track due to a mismatching version or missing source manager")]
    public Task C66_what_is_no_track_is_500(string encoded, string message) => LavalinkClient.RefuseAsync(
        fabric.Http, HttpMethod.Get, $"/v4/decodetrack?encodedTrack={encoded}", "", HttpStatusCode.InternalServerError, message);

    [Fact]
    public async Task C67_C68_at_its_beginning_a_track_is_told_byte_for_byte_as_it_was_given()
    {
        await using var client = await fabric.OpenAsync();

        foreach (var encoded in new[] { TrackExamples.Emoji, TrackExamples.Http })
        {
            var player = await client.UpdateAsync($$"""{"encodedTrack":"{{encoded}}","paused":true}""");
            ((string?)player["track"]!["encoded"]).ShouldBe(encoded);
        }

        ((string?)(await DecodeAsync(TrackExamples.Emoji))["info"]!["title"]).ShouldEndWith("\U0001F33F");
    }

    [Fact]
    public async Task C69_C70_C71_old_tracks_streams_and_positions_are_read()
    {
        (await DecodeAsync(TrackExamples.Version1))["info"]!["uri"].ShouldBeNull();
        var stream = (await DecodeAsync(TrackExamples.Stream))["info"]!;
        ((bool)stream["isStream"]!).ShouldBeTrue();
        stream["length"]!.ToJsonString().ShouldBe("9223372036854775807");
        ((long)(await DecodeAsync(TrackExamples.Hls))["info"]!["position"]!).ShouldBe(1500);
    }

    [Fact]
    public async Task C72_a_plus_that_was_not_escaped_is_one()
    {
        var track = TrackCodec.Decode(TrackExamples.Http);
        var encoded = TrackCodec.Encode(track with { Info = track.Info with { Title = "~~~~~~~~~" } });
        encoded.ShouldContain('+');

        var answer = await fabric.Http.GetJsonAsync($"/v4/decodetrack?encodedTrack={encoded}");

        ((string?)answer["encoded"]).ShouldBe(encoded);
    }

    private Task<JsonNode> DecodeAsync(string encoded) => fabric.Http.GetJsonAsync($"/v4/decodetrack?encodedTrack={Uri.EscapeDataString(encoded)}");

    /// <summary>Both sides of a comparison escape what they escape in the same way.</summary>
    private static string Info(object info) => JsonSerializer.SerializeToNode(info)!.ToJsonString();
}
