using System.Text;
using Fabric.Protocol.Lavalink;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class LavalinkReaderTests
{
    [Fact]
    public void An_absent_key_is_absent()
    {
        var update = Read("""{"unknown":{"volume":[1]}}""");

        update.ShouldBe(new PlayerUpdate());
        update.Volume.IsPresent.ShouldBeFalse();
        update.AsksForTrack.ShouldBeFalse();
    }

    [Fact]
    public void Every_key_is_read()
    {
        var update = Read(
            """
            { "track": {"encoded":"E","identifier":"I","userData":{ "a" : [1.50, null] },"x":1}, "encodedTrack":"e","identifier":"\ud83c\udf3fi",
              "position":-5,"endTime":9223372036854775807,"volume":-2147483648,"paused":true,
              "filters":{"tremolo":{}},"voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":"c","more":true} }
            """);

        var track = update.Track.Value!;
        (track.Encoded, track.Identifier, track.UserData.Value.ToString()).ShouldBe(("E", "I", """{"a":[1.50,null]}"""));
        (update.EncodedTrack, update.Identifier).ShouldBe(("e", "\U0001F33Fi"));
        (update.Position, update.EndTime, update.Volume, update.Paused).ShouldBe((-5, long.MaxValue, int.MinValue, true));
        update.Filters.Value!.Tremolo.ShouldBe(new Tremolo());
        update.Voice.ShouldBe(new VoiceState("t", "e", "s", "c"));
    }

    [Theory]
    [InlineData("""{"encodedTrack":null}""")]
    [InlineData("""{"track":{"encoded":null}}""")]
    public void Null_stops_the_track(string body)
    {
        var update = Read(body);

        update.AsksForTrack.ShouldBeTrue();
        (update.EncodedTrack.Value ?? update.Track.Value?.Encoded.Value).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"track":{}}""", false)]
    [InlineData("""{"track":{"userData":{}}}""", false)]
    [InlineData("""{"track":{"identifier":"i"}}""", true)]
    [InlineData("""{"identifier":"i"}""", true)]
    public void A_track_is_asked_for_by_its_string_or_identifier(string body, bool asks) => Read(body).AsksForTrack.ShouldBe(asks);

    [Fact]
    public void A_null_end_is_present()
    {
        var end = Read("""{"endTime":null}""").EndTime;

        (end.IsPresent, end.Value).ShouldBe((true, null));
    }

    [Theory]
    [InlineData("\"karaoke\"")]
    [InlineData("\"timescale\"")]
    [InlineData("\"tremolo\"")]
    [InlineData("\"vibrato\"")]
    [InlineData("\"distortion\"")]
    [InlineData("\"rotation\"")]
    [InlineData("\"channelMix\"")]
    [InlineData("\"lowPass\"")]
    public void A_filter_may_be_null(string name)
    {
        var update = Read($$$"""{"filters":{{{{name}}}:null}}""");

        (update.Filters.Value, update.NamedFilters.Single()).ShouldBe((Filters.None, name.Trim('"')));
    }

    [Fact]
    public void A_null_channel_is_for_a_later_check()
    {
        var voice = Read("""{"voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":null}}""").Voice.Value!;

        (voice.ChannelId, voice.IsComplete).ShouldBe((null, false));
    }

    [Theory]
    [InlineData("t", "e", "s", "c", true)]
    [InlineData("", "e", "s", "c", false)]
    [InlineData("t", " ", "s", "c", false)]
    [InlineData("t", "e", "\t", "c", false)]
    [InlineData("t", "e", "s", "", false)]
    public void Voice_data_is_complete_when_nothing_is_blank(string token, string endpoint, string session, string channel, bool complete) =>
        new VoiceState(token, endpoint, session, channel).IsComplete.ShouldBe(complete);

    [Fact]
    public void A_voice_token_is_not_shown() => new VoiceState("secret", "e", "s", "c").ToString().ShouldNotContain("secret");

    [Theory]
    [InlineData("""{"volume":"100"}""")]
    [InlineData("""{"volume":"1","volume":100}""")]
    [InlineData("""{"vol\u0075me":100}""")]
    public void An_integer_may_be_quoted_and_the_last_of_two_counts(string body) => Read(body).Volume.ShouldBe(100);

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("false", false)]
    public void A_truth_may_be_quoted(string text, bool value) => Read($$$"""{"paused":{{{text}}}}""").Paused.ShouldBe(value);

    [Theory]
    [InlineData("1", 1f)]
    [InlineData("\"0.5\"", 0.5f)]
    [InlineData("1e-1", 0.1f)]
    [InlineData("0.3333333333", 0.33333334f)]
    [InlineData("-0.25", -0.25f)]
    public void A_fraction_is_any_number(string text, float value) => Read($$$"""{"filters":{"volume":{{{text}}}}}""").Filters.Value!.Volume.ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{} {}")]
    [InlineData("""{"volume":1,}""")]
    [InlineData("""{"volume":1}//""")]
    [InlineData("""{'volume':1}""")]
    [InlineData("""{"volume":null}""")]
    [InlineData("""{"volume":100.0}""")]
    [InlineData("""{"volume":50.5}""")]
    [InlineData("""{"volume":1e2}""")]
    [InlineData("""{"volume":"1.5"}""")]
    [InlineData("""{"volume":"+1"}""")]
    [InlineData("""{"volume":" 1"}""")]
    [InlineData("""{"volume":""}""")]
    [InlineData("""{"volume":2147483648}""")]
    [InlineData("""{"volume":true}""")]
    [InlineData("""{"volume":[1]}""")]
    [InlineData("""{"volume":null,"volume":1}""")]
    [InlineData("""{"paused":null}""")]
    [InlineData("""{"paused":1}""")]
    [InlineData("""{"paused":"yes"}""")]
    [InlineData("""{"position":null}""")]
    [InlineData("""{"position":1.0}""")]
    [InlineData("""{"position":9223372036854775808}""")]
    [InlineData("""{"endTime":1.5}""")]
    [InlineData("""{"endTime":"null"}""")]
    [InlineData("""{"filters":null}""")]
    [InlineData("""{"filters":[]}""")]
    [InlineData("""{"voice":null}""")]
    [InlineData("""{"track":null}""")]
    [InlineData("""{"track":"E"}""")]
    [InlineData("""{"track":{"encoded":1}}""")]
    [InlineData("""{"track":{"identifier":null}}""")]
    [InlineData("""{"track":{"userData":null}}""")]
    [InlineData("""{"track":{"userData":[]}}""")]
    [InlineData("""{"track":{"userData":"{}"}}""")]
    [InlineData("""{"identifier":null}""")]
    [InlineData("""{"identifier":"\ud83c"}""")]
    [InlineData("""{"encodedTrack":1}""")]
    [InlineData("""{"voice":{"token":"t","endpoint":"e","sessionId":"s"}}""")]
    [InlineData("""{"voice":{"token":"t","endpoint":"e","channelId":"c"}}""")]
    [InlineData("""{"voice":{"token":"t","sessionId":"s","channelId":"c"}}""")]
    [InlineData("""{"voice":{"endpoint":"e","sessionId":"s","channelId":"c"}}""")]
    [InlineData("""{"voice":{"token":null,"endpoint":"e","sessionId":"s","channelId":"c"}}""")]
    [InlineData("""{"voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":1}}""")]
    public void What_is_no_update_of_a_player_is_refused(string body) => Should.Throw<LavalinkBodyException>(() => Read(body));

    [Theory]
    [InlineData("""{"filters":{"volume":null}}""")]
    [InlineData("""{"filters":{"volume":"NaN"}}""")]
    [InlineData("""{"filters":{"volume":"Infinity"}}""")]
    [InlineData("""{"filters":{"volume":NaN}}""")]
    [InlineData("""{"filters":{"volume":1e39}}""")]
    [InlineData("""{"filters":{"volume":"1f"}}""")]
    [InlineData("""{"filters":{"equalizer":null}}""")]
    [InlineData("""{"filters":{"equalizer":{}}}""")]
    [InlineData("""{"filters":{"equalizer":[1]}}""")]
    [InlineData("""{"filters":{"equalizer":[{}]}}""")]
    [InlineData("""{"filters":{"equalizer":[{"gain":1}]}}""")]
    [InlineData("""{"filters":{"equalizer":[{"band":null}]}}""")]
    [InlineData("""{"filters":{"equalizer":[{"band":1.0}]}}""")]
    [InlineData("""{"filters":{"equalizer":[{"band":1,"gain":null}]}}""")]
    [InlineData("""{"filters":{"pluginFilters":null}}""")]
    [InlineData("""{"filters":{"pluginFilters":[]}}""")]
    [InlineData("""{"filters":{"timescale":{"speed":null}}}""")]
    [InlineData("""{"filters":{"timescale":{"speed":1e309}}}""")]
    [InlineData("""{"filters":{"karaoke":{"level":null}}}""")]
    [InlineData("""{"filters":{"karaoke":[]}}""")]
    public void What_are_no_filters_is_refused(string body) => Should.Throw<LavalinkBodyException>(() => Read(body));

    [Theory]
    [InlineData("""{"volume":1.5}""", "'volume' must be an integer of 32 bits (at byte 10).")]
    [InlineData("""{"filters":{"volume":null}}""", "'volume' must be a number (at byte 21).")]
    [InlineData("""{"voice":{"token":"t"}}""", "'endpoint' is missing (before byte 22).")]
    public void A_refusal_tells_what_is_wrong(string body, string message) => Should.Throw<LavalinkBodyException>(() => Read(body)).Message.ShouldBe(message);

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void Nesting_is_bounded(int arrays, bool read)
    {
        var nested = new string('[', arrays - 1) + new string(']', arrays - 1);
        var body = $$$$"""{"track":{"userData":{"a":{{{{nested}}}}}}}""";

        if (read)
        {
            Read(body).Track.Value!.UserData.IsPresent.ShouldBeTrue();
        }
        else
        {
            Should.Throw<LavalinkBodyException>(() => Read(body));
        }
    }

    [Fact]
    public void What_is_no_UTF_8_is_refused_wherever_it_is() =>
        Should.Throw<LavalinkBodyException>(() => LavalinkReader.ReadPlayerUpdate([.. "{\"x\":\""u8, 0xFF, .. "\"}"u8]));

    [Theory]
    [InlineData("{ }", "{}")]
    [InlineData("{\n\t\"a\" : [ 1 , 2.50 ],\r\n \"b\": { \"c\": null } }", "{\"a\":[1,2.50],\"b\":{\"c\":null}}")]
    [InlineData("{\"a b\": \" c \\\" d \\\\\" , \"e\": \"\\u00e9 \\/\"}", "{\"a b\":\" c \\\" d \\\\\",\"e\":\"\\u00e9 \\/\"}")]
    public void User_data_is_kept_as_it_came_but_for_the_space_between_its_parts(string given, string kept) =>
        Read($"{{\"track\": {{\"userData\" : {given} }} }}").Track.Value!.UserData.Value.ToString().ShouldBe(kept);

    [Fact]
    public void What_is_kept_of_a_body_is_a_copy()
    {
        var body = """{"track":{"userData":{"a":1}}}"""u8.ToArray();

        var update = LavalinkReader.ReadPlayerUpdate(body);
        body.AsSpan().Clear();

        update.Track.Value!.UserData.ShouldBe(Things.Raw("""{"a":1}"""));
    }

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{"resuming":true}""", true, null)]
    [InlineData("""{"timeout":"30","resuming":"false"}""", false, 30L)]
    [InlineData("""{"timeout":180000}""", null, 180_000L)]
    public void Reads_updates_of_sessions(string body, bool? resuming, long? timeout)
    {
        var update = LavalinkReader.ReadSessionUpdate(Encoding.UTF8.GetBytes(body));

        update.Resuming.ShouldBe(resuming is { } present ? present : default(Optional<bool>));
        update.Timeout.ShouldBe(timeout is { } seconds ? seconds : default(Optional<long>));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"timeout":null}""")]
    [InlineData("""{"timeout":1.0}""")]
    [InlineData("""{"resuming":null}""")]
    public void What_is_no_update_of_a_session_is_refused(string body) =>
        Should.Throw<LavalinkBodyException>(() => LavalinkReader.ReadSessionUpdate(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Reads_tracks_to_decode()
    {
        LavalinkReader.ReadEncodedTracks("[]"u8).ShouldBeEmpty();
        LavalinkReader.ReadEncodedTracks("""["a", "b\/"]"""u8).ShouldBe(["a", "b/"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("[null]")]
    [InlineData("[1]")]
    [InlineData("[\"a\"")]
    [InlineData("[[]]")]
    public void What_are_no_tracks_to_decode_is_refused(string body) =>
        Should.Throw<LavalinkBodyException>(() => LavalinkReader.ReadEncodedTracks(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Reads_an_address()
    {
        LavalinkReader.ReadAddress("""{"address":"1.2.3.4","x":{}}"""u8).ShouldBe("1.2.3.4");
        Should.Throw<LavalinkBodyException>(() => LavalinkReader.ReadAddress("{}"u8)).Message.ShouldBe("'address' is missing (before byte 2).");
        Should.Throw<LavalinkBodyException>(() => LavalinkReader.ReadAddress("""{"address":null}"""u8));
    }

    private static PlayerUpdate Read(string body) => LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes(body));
}
