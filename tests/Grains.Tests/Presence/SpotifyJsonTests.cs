using System.Text.Json;
using Fabric.Grains.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Presence;

public sealed class SpotifyJsonTests
{
    private const string None = "null";

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"id":"custom","state":"spotify:1"}]""")]
    [InlineData("""[{"id":"spotify:2","sync_id":"t"}]""")]
    [InlineData("""[{"id":"xspotify:1","sync_id":"t"}]""")]
    [InlineData("""[{"id":["spotify:1"]}]""")]
    [InlineData("""["spotify:1",null,5,["spotify:1"],{"name":"Spotify","type":2,"sync_id":"spotify:1"}]""")]
    [InlineData("""[{"x":{"id":"spotify:1"}}]""")]
    public void Without_the_activity_nobody_listens(string activities) => Spotify(activities).ShouldBe(None);

    [Fact]
    public void A_track_has_six_keys() =>
        Spotify("""[{"id":"custom"},{"id":"spotify:1","sync_id":"4uL","details":"Song","state":"One; Two","timestamps":{"start":1,"end":2},"assets":{"large_image":"spotify:ab67","large_text":"Album"}}]""")
            .ShouldBe("""{"track_id":"4uL","timestamps":{"start":1,"end":2},"song":"Song","artist":"One; Two","album":"Album","album_art_url":"https://i.scdn.co/image/ab67"}""");

    [Fact]
    public void Only_the_first_activity_counts() =>
        Spotify("""[{"id":"spotify:1","details":"first"},{"id":"spotify:1","details":"second","sync_id":"t"}]""")
            .ShouldBe("""{"track_id":null,"timestamps":null,"song":"first","artist":null,"album":null,"album_art_url":null}""");

    [Fact]
    public void A_local_file_has_nothing_but_nulls() =>
        Spotify("""[{"id":"spotify:1","sync_id":null,"details":null,"state":null,"timestamps":null,"assets":null}]""")
            .ShouldBe("""{"track_id":null,"timestamps":null,"song":null,"artist":null,"album":null,"album_art_url":null}""");

    [Theory]
    [InlineData("\"spotify:ab\"", "\"https://i.scdn.co/image/ab\"")]
    [InlineData("\"mp:external/x\"", "\"https://i.scdn.co/image/external/x\"")]
    [InlineData("\"spotify:\"", "\"https://i.scdn.co/image/\"")]
    [InlineData("\"spotify\\u003aab\"", "\"https://i.scdn.co/image/ab\"")]
    [InlineData("\"spotify:é\\\"\\\\\"", "\"https://i.scdn.co/image/é\\\"\\\\\"")]
    [InlineData("\"ab\"", None)]
    [InlineData("\"\"", None)]
    [InlineData("\"a:b:c\"", None)]
    [InlineData("\"a:\\ud800\"", None)]
    [InlineData("null", None)]
    [InlineData("5", None)]
    [InlineData("[\"spotify:ab\"]", None)]
    [InlineData("{}", None)]
    public void The_art_is_what_follows_the_only_colon(string image, string expected) =>
        Value("album_art_url", $$"""{"id":"spotify:1","assets":{"large_image":{{image}} } }""").ShouldBe(expected);

    [Theory]
    [InlineData("\"The album\"", "\"The album\"")]
    [InlineData("{\"large_text\":\"L\"}", "\"L\"")]
    [InlineData("{\"large_text\":\"\"}", "\"\"")]
    [InlineData("{\"large_text\":null}", None)]
    [InlineData("{\"large_text\":5}", None)]
    [InlineData("{}", None)]
    [InlineData("[]", None)]
    [InlineData("7", None)]
    [InlineData("null", None)]
    public void The_album_is_the_large_text_or_the_assets_themselves_where_they_are_text(string assets, string expected) =>
        Value("album", $$"""{"id":"spotify:1","assets":{{assets}} }""").ShouldBe(expected);

    [Theory]
    [InlineData("{\"start\":\"1700000000000\",\"end\":\"1700000180000\"}")]
    [InlineData("{\"start\":1700000000000}")]
    [InlineData("{ \"start\" : 1.0, \"x\":[123456789012345678901] }")]
    [InlineData("\"soon\"")]
    [InlineData("{}")]
    public void Timestamps_pass_byte_for_byte(string timestamps) =>
        Value("timestamps", $$"""{"id":"spotify:1","timestamps":{{timestamps}} }""").ShouldBe(timestamps);

    [Theory]
    [InlineData("\"t\"", "\"t\"")]
    [InlineData("null", None)]
    [InlineData("5", None)]
    [InlineData("{}", None)]
    public void A_track_id_is_text_or_null(string id, string expected) => Value("track_id", $$"""{"id":"spotify:1","sync_id":{{id}} }""").ShouldBe(expected);

    [Theory]
    [InlineData("\"Für \\u00c9lise \\ud83d\\ude00\"")]
    [InlineData("\"half \\ud800\"")]
    [InlineData("\"\"")]
    [InlineData("5")]
    public void Song_and_artist_pass_byte_for_byte(string text)
    {
        var activity = $$"""{"id":"spotify:1","details":{{text}},"state":{{text}} }""";

        (Value("song", activity), Value("artist", activity)).ShouldBe((text, text));
    }

    [Fact]
    public void Odd_keys_and_deep_nesting_beside_a_track_are_harmless()
    {
        var activity = $$"""{"\ud800d":1,"\ud800etails":2,"x":{{Nested(200)}},"id":"spotify:1","details":"Song"}""";

        Value("song", activity).ShouldBe("\"Song\"");
    }

    /// <summary>The raw value of a key of the Spotify object that an activity leads to.</summary>
    private static string Value(string key, string activity)
    {
        using var json = JsonDocument.Parse(Spotify($"[{activity}]"), new JsonDocumentOptions { MaxDepth = 512 });
        return json.RootElement.GetProperty(key).GetRawText();
    }

    private static string Spotify(string activities)
    {
        var text = Text(PresenceJson.Write(new PresenceState { Activities = Utf8(activities) }));
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
        var spotify = json.RootElement.GetProperty("spotify").GetRawText();
        json.RootElement.GetProperty("listening_to_spotify").GetBoolean().ShouldBe(spotify != None);
        return spotify;
    }
}
