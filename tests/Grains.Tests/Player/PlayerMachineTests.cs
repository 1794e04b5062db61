using System.Text;
using Fabric.Abstractions.Players;
using Fabric.Grains.Player;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;
using static Fabric.Grains.Tests.Player.Effects;
using PlayerState = Fabric.Grains.Player.PlayerState;

namespace Fabric.Grains.Tests.Player;

/// <summary>The order and the rules of lavalink.md §3. Numbers are those of its §12.</summary>
public sealed class PlayerMachineTests
{
    private static readonly VoiceState Voice = new("token", "endpoint", "session", "7");
    private static readonly LavalinkException Failure = new("message", ExceptionSeverity.Suspicious, "cause", "trace");

    private readonly PlayerMachine _machine = new(new PlayerState());

    [Fact]
    public void Check_74_an_empty_update_does_nothing()
    {
        Update("{}").ShouldBeEmpty();

        (_machine.Track, _machine.Volume, _machine.State.IsPaused, _machine.Voice, _machine.Filters)
            .ShouldBe((null, 100, false, VoiceState.None, Filters.None));
    }

    [Fact]
    public void Check_90_a_position_is_one_from_which_a_stream_can_go_on()
    {
        var latest = long.MaxValue / 2;

        Update($$"""{"encodedTrack":"{{Tracks.Stream("a")}}","position":9223372036854775807}""").ShouldContain($"Play a {latest}");
        Update("""{"position":9223372036854775807}""").ShouldBe([$"Seek {latest}", "SendUpdate"]);
        Update($$"""{"encodedTrack":"{{Tracks.Song("b", position: long.MaxValue)}}"}""").ShouldContain($"Play b {latest}");
        Update($$"""{"encodedTrack":"{{Tracks.Song("c", position: long.MinValue)}}"}""").ShouldContain("Play c 0");
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(1500, 1000)]
    [InlineData(-5, 0)]
    public void Check_75_the_volume_is_brought_into_its_range(int given, int volume)
    {
        Update($$"""{"volume":{{given}}}""").ShouldBe([$"SetVolume {volume}"]);

        _machine.Volume.ShouldBe(volume);
    }

    [Fact]
    public void Check_76_a_track_begins_and_then_is_told_of() =>
        Update(Playing("a")).ShouldBe(["SetPaused False", "Play a 0", "TellStart", "SendUpdate"]);

    [Fact]
    public void Check_77_no_replace_keeps_the_track_and_drops_what_belongs_to_the_other()
    {
        Update(Playing("a"));
        var other = $$"""{"track":{"encoded":"{{Tracks.Song("b")}}","userData":{"x":1} },"paused":true,"position":9,"endTime":8,"volume":7,"filters":{} }""";

        Update(other, noReplace: true).ShouldBe(["SetVolume 7", "SetFilters", "SendUpdate"]);

        (_machine.State.IsPaused, _machine.State.EndTime, _machine.Snapshot(0)!.Info.Title).ShouldBe((false, null, "a"));
        Text(_machine.State.UserData).ShouldBe("");
    }

    [Fact]
    public void Check_77_no_replace_even_keeps_it_from_being_stopped()
    {
        Update(Playing("a"));

        Update("""{"track":{"encoded":null}}""", noReplace: true).ShouldBeEmpty();
    }

    [Fact]
    public void Check_77_no_replace_does_nothing_where_no_track_is() =>
        Update(Playing("a"), noReplace: true).ShouldContain("Play a 0");

    [Fact]
    public void Check_78_another_track_replaces_one_which_ends_first()
    {
        Update(Playing("a"));

        Update(Playing("b")).ShouldBe(["SetPaused False", "TellEnd Replaced", "Play b 0", "TellStart", "SendUpdate"]);
    }

    [Fact]
    public void Check_79_the_older_key_plays_a_track_too() =>
        Update($$"""{"encodedTrack":"{{Tracks.Song("a")}}"}""").ShouldContain("Play a 0");

    [Theory]
    [InlineData("""{"track":{"identifier":"x"}}""")]
    [InlineData("""{"identifier":"x"}""")]
    public void Check_82_an_identifier_is_looked_up_and_its_track_played(string body)
    {
        Update(body).ShouldBe(["SetPaused False", "Load x"]);

        Perform(_machine.OnLoaded(Tracks.Loaded(Tracks.Song("a")), Read(body))).ShouldBe(["Play a 0", "TellStart", "SendUpdate"]);
    }

    [Fact]
    public void Check_82_what_is_no_single_track_is_an_error_and_the_old_track_goes_on()
    {
        Update(Playing("a"));
        var update = Read("""{"identifier":"x"}""");

        Fail(_machine.OnLoaded(LoadResult.NoMatches.Instance, update)).ShouldBe((400, "No matches found for identifier"));
        Fail(_machine.OnLoaded(new LoadResult.SearchResult([]), update)).ShouldBe((400, "Cannot play a playlist or search result"));
        Fail(_machine.OnLoaded(new LoadResult.PlaylistLoaded(new Playlist("", -1, default, [])), update))
            .ShouldBe((400, "Cannot play a playlist or search result"));
        Fail(_machine.OnLoaded(new LoadResult.LoadFailed(Failure), update)).ShouldBe((400, "Something went wrong while looking up the track."));

        var detail = _machine.OnLoaded(new LoadResult.LoadFailed(Failure), update).OfType<PlayerEffect.Fail>().Single().Detail;
        detail.ShouldBe("message\ncause\ntrace");
        _machine.Snapshot(0)!.Info.Title.ShouldBe("a");
    }

    [Theory]
    [InlineData("""{"track":{"encoded":null}}""")]
    [InlineData("""{"encodedTrack":null}""")]
    public void Check_83_null_stops_the_track_and_lifts_the_pause(string body)
    {
        Update(Playing("a"));
        Update("""{"paused":true}""");

        Update(body).ShouldBe(["SetPaused False", "TellEnd Stopped", "Stop"]);

        (_machine.Track, _machine.State.Track, _machine.State.IsPaused).ShouldBe((null, null, false));
    }

    [Fact]
    public void Check_84_null_with_nothing_to_stop_tells_nothing() => Update("""{"encodedTrack":null}""").ShouldBe(["SetPaused False"]);

    [Fact]
    public void Check_85_a_pause_is_not_told_and_ends_with_the_next_track_unless_that_is_paused()
    {
        Update(Playing("a"));
        Update("""{"paused":true}""").ShouldBe(["SetPaused True"]);
        _machine.IsPlaying.ShouldBeFalse();

        Update(Playing("b"));
        _machine.State.IsPaused.ShouldBeFalse();

        Update($$"""{"encodedTrack":"{{Tracks.Song("c")}}","paused":true}""").ShouldBe(["SetPaused True", "TellEnd Replaced", "Play c 0", "TellStart", "SendUpdate"]);
        _machine.State.IsPaused.ShouldBeTrue();
    }

    [Fact]
    public void Check_86_user_data_belongs_to_the_track_that_is_loaded()
    {
        Update("""{"track":{"userData":{"a":1}}}""").ShouldBeEmpty();
        Update(Playing("a"));
        Text(_machine.Snapshot(0)!.UserData.Utf8).ShouldBe("");

        Update("""{"track":{"userData":{"a":1}}}""").ShouldBeEmpty();

        string? ended = null;
        foreach (var effect in _machine.OnPlay(new PlayEvent(PlayEventKind.Finished)))
        {
            ended ??= effect is PlayerEffect.TellEnd ? Text(_machine.Snapshot(0)!.UserData.Utf8) : null;
        }

        ended.ShouldBe("""{"a":1}""");
        _machine.State.UserData.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Check_87_a_track_has_its_user_data_when_it_begins()
    {
        Update($$"""{"track":{"encoded":"{{Tracks.Song()}}","userData":{"b":2} } }""");

        Text(_machine.Snapshot(0)!.UserData.Utf8).ShouldBe("""{"b":2}""");
    }

    [Fact]
    public void Check_88_a_position_is_gone_to_and_told_where_a_track_is()
    {
        Update("""{"position":5000}""").ShouldBeEmpty();
        Update(Playing("a"));

        Update("""{"position":5000}""").ShouldBe(["Seek 5000", "SendUpdate"]);
        Update("""{"position":-5000}""").ShouldBe(["Seek 0", "SendUpdate"]);
    }

    [Fact]
    public void Check_89_a_position_of_a_stream_is_left_to_the_engine_which_ignores_it_and_told()
    {
        Update($$"""{"encodedTrack":"{{Tracks.Stream()}}"}""");

        Update("""{"position":5000}""").ShouldBe(["Seek 5000", "SendUpdate"]);
    }

    [Theory]
    [InlineData(""","position":5000""", 5_000)]
    [InlineData(""","position":-1""", 0)]
    [InlineData("", 3_000)]
    public void Check_90_a_track_begins_at_the_position_given_or_its_own(string position, long start) =>
        Update($$"""{"encodedTrack":"{{Tracks.Song("a", position: 3_000)}}"{{position}}}""").ShouldContain($"Play a {start}");

    [Fact]
    public void Check_92_an_end_mark_belongs_to_the_track()
    {
        Update("""{"endTime":2000}""").ShouldBeEmpty();
        _machine.State.EndTime.ShouldBeNull();

        Update($$"""{"encodedTrack":"{{Tracks.Song("a")}}","endTime":2000}""").ShouldContain("Play a 0 to 2000");
        _machine.State.EndTime.ShouldBe(2000);
        Update("""{"endTime":3000}""").ShouldBe(["MarkEnd 3000"]);

        Update(Playing("b")).ShouldContain("Play b 0");
        _machine.State.EndTime.ShouldBeNull();
    }

    [Fact]
    public void Null_clears_the_end_mark()
    {
        Update($$"""{"encodedTrack":"{{Tracks.Song("a")}}","endTime":2000}""");

        Update("""{"endTime":null}""").ShouldBe(["MarkEnd "]);

        _machine.State.EndTime.ShouldBeNull();
    }

    [Fact]
    public void Check_94_what_comes_before_an_undecodable_track_stays_and_the_old_track_goes_on()
    {
        Update(Playing("a"));
        Update("""{"paused":true}""");

        Update("""{"volume":7,"encodedTrack":"abc!"}""").ShouldBe(["SetVolume 7", "SetPaused False", "Fail 500"]);

        (_machine.Volume, _machine.State.IsPaused, _machine.Snapshot(0)!.Info.Title).ShouldBe((7, false, "a"));
    }

    [Fact]
    public void Check_95_filters_replace_all_others_and_are_told()
    {
        Update("""{"filters":{"tremolo":{},"volume":0.5}}""").ShouldBe(["SetFilters", "SendUpdate"]);
        Update("""{"filters":{"timescale":{"speed":2}}}""");
        _machine.Filters.ShouldBe(new Filters { Timescale = new Timescale { Speed = 2 } });
        Again().Filters.ShouldBe(_machine.Filters);

        Update("""{"filters":{}}""");

        (_machine.Filters, _machine.State.Filters.IsEmpty).ShouldBe((Filters.None, true));
    }

    [Fact]
    public void Check_96_a_band_that_there_is_not_is_an_error_and_what_came_before_stays()
    {
        Update("""{"volume":7,"filters":{"equalizer":[{"band":15}]}}""").ShouldBe(["SetVolume 7", "Fail 500"]);

        (_machine.Volume, _machine.Filters).ShouldBe((7, Filters.None));
    }

    [Fact]
    public void Filters_of_plugins_are_dropped()
    {
        Update("""{"filters":{"pluginFilters":{"x":1}}}""").ShouldBe(["SetFilters", "SendUpdate"]);

        _machine.Filters.ShouldBe(Filters.None);
    }

    [Fact]
    public void Check_98_a_player_that_is_ended_ends_its_track_and_then_its_voice()
    {
        Perform(_machine.Destroy()).ShouldBe(["CloseVoice"]);
        Update(Playing("a"));

        Perform(_machine.Destroy()).ShouldBe(["TellEnd Stopped", "Stop", "CloseVoice"]);
    }

    [Fact]
    public void Everything_in_one_update_comes_in_the_order_of_the_protocol() => Update(
        $$"""
        {"encodedTrack":"{{Tracks.Song("a")}}","filters":{},"position":4,"endTime":9,"volume":5,"paused":true,
         "voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":"8"} }
        """)
        .ShouldBe(["CloseVoice", "ConnectVoice 8", "SetVolume 5", "SetFilters", "SendUpdate", "SetPaused True", "Play a 4 to 9", "TellStart", "SendUpdate"]);

    [Fact]
    public void Everything_of_the_track_that_plays_comes_in_the_order_of_the_protocol()
    {
        Update(Playing("a"));

        Update("""{"filters":{},"endTime":9,"position":4,"volume":5,"paused":true}""")
            .ShouldBe(["SetPaused True", "SetVolume 5", "Seek 4", "SendUpdate", "MarkEnd 9", "SetFilters", "SendUpdate"]);
    }

    [Fact]
    public void Check_104_the_same_voice_data_does_nothing_while_it_is_open()
    {
        GiveVoice(Voice, isOpen: false).ShouldBe(["CloseVoice", "ConnectVoice 7"]);
        _machine.Voice.ShouldBe(Voice);

        GiveVoice(Voice, isOpen: true).ShouldBeEmpty();
        GiveVoice(Voice, isOpen: false).ShouldBe(["CloseVoice", "ConnectVoice 7"]);
    }

    [Fact]
    public void Check_105_each_of_the_four_makes_a_new_connection()
    {
        GiveVoice(Voice, isOpen: false);
        foreach (var other in new[] { Voice with { Token = "x" }, Voice with { Endpoint = "x" }, Voice with { SessionId = "x" }, Voice with { ChannelId = "8" } })
        {
            GiveVoice(other, isOpen: true).ShouldBe(["CloseVoice", $"ConnectVoice {other.ChannelId}"]);
        }
    }

    [Fact]
    public void A_channel_that_is_no_number_is_an_error_before_anything_is_done()
    {
        GiveVoice(Voice with { ChannelId = "general" }, isOpen: false).ShouldBe(["Fail 500"]);

        _machine.Voice.ShouldBe(VoiceState.None);
    }

    [Fact]
    public void Check_108_nothing_after_a_connection_that_failed_is_done()
    {
        GiveVoice(Voice, isOpen: false);
        var update = Read("""{"volume":5}""") with { Voice = Voice with { Token = "x" } };

        foreach (var effect in _machine.Update(update, noReplace: false, isVoiceOpen: true))
        {
            if (effect is PlayerEffect.ConnectVoice)
            {
                break;
            }
        }

        (_machine.Voice, _machine.Volume).ShouldBe((VoiceState.None, 100));
    }

    [Fact]
    public void Check_110_a_track_that_fails_is_told_of_and_ends_when_it_has_been_played()
    {
        Update(Playing("a"));

        Perform(_machine.OnPlay(new PlayEvent(PlayEventKind.Failed, Failure))).ShouldBe(["TellException message"]);
        Perform(_machine.OnPlay(new PlayEvent(PlayEventKind.Finished))).ShouldBe(["TellEnd Finished", "Stop"]);
        Perform(_machine.OnPlay(new PlayEvent(PlayEventKind.Finished))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(PlayEventKind.LoadFailed, "TellException message,TellEnd LoadFailed,Stop")]
    [InlineData(PlayEventKind.Abandoned, "TellEnd Cleanup,Stop")]
    [InlineData(PlayEventKind.Stuck, "TellStuck,SendUpdate")]
    [InlineData(PlayEventKind.Finished, "TellEnd Finished,Stop")]
    public void Checks_110_to_113_what_the_engine_tells_is_told(PlayEventKind kind, string effects)
    {
        Update(Playing("a"));

        Perform(_machine.OnPlay(new PlayEvent(kind, kind == PlayEventKind.LoadFailed ? Failure : null))).ShouldBe(effects.Split(','));
    }

    [Fact]
    public void Check_106_a_connection_that_was_closed_is_told_of_and_then_how_the_player_stands()
    {
        Perform(PlayerMachine.OnVoice(new VoiceEvent(VoiceEventKind.Closed, 4014, "reason", IsByRemote: true)))
            .ShouldBe(["TellVoiceClosed 4014 reason True", "SendUpdate"]);
        Perform(PlayerMachine.OnVoice(new VoiceEvent(VoiceEventKind.Ready))).ShouldBe(["SendUpdate"]);
    }

    [Fact]
    public void What_is_behind_the_position_of_a_string_is_not_told_on()
    {
        Update($$"""{"encodedTrack":"{{Tracks.Longer(TrackExamples.SoundCloud)}}"}""");

        _machine.Snapshot(1234)!.Encoded.ShouldBe(TrackCodec.WithPosition(TrackExamples.SoundCloud, 1234));
    }

    [Fact]
    public void A_snapshot_is_encoded_with_its_position()
    {
        Update(Playing("a"));

        var track = _machine.Snapshot(1234)!;

        track.Info.Position.ShouldBe(1234);
        TrackCodec.Decode(track.Encoded).Info.ShouldBe(track.Info);
        track.PluginInfo.ToString().ShouldBe("""{"probeInfo":"mp3"}""");
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private static (int Status, string Message) Fail(IEnumerable<PlayerEffect> effects)
    {
        var fail = effects.ShouldHaveSingleItem().ShouldBeOfType<PlayerEffect.Fail>();
        return (fail.Status, fail.Message);
    }

    private string[] Update(string body, bool noReplace = false) => Perform(_machine.Update(Read(body), noReplace, isVoiceOpen: false));

    private string[] GiveVoice(VoiceState voice, bool isOpen) =>
        Perform(_machine.Update(new PlayerUpdate { Voice = voice }, noReplace: false, isOpen));

    /// <summary>A machine of what is stored.</summary>
    private PlayerMachine Again() => new(_machine.State);
}
