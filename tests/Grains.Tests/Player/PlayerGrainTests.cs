using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Player;

/// <summary>A player and what is seen of it. Numbers are those of lavalink.md §12.</summary>
public sealed class PlayerGrainTests(PlayerSilo silo) : IClassFixture<PlayerSilo>
{
    private const string Voice = """{"token":"t","endpoint":"e","sessionId":"s","channelId":"8"}""";

    private readonly PlayerId _id = silo.NewPlayer();

    private IPlayerGrain Player => silo.Grain(_id);

    private FakeSession Session => silo.SessionOf(_id);

    [Fact]
    public async Task Check_73_a_player_that_is_not_there_is_not_made_by_asking()
    {
        (await Player.GetAsync()).ShouldBe(new PlayerAnswer(404, Error: "Player not found"));
        (await Player.DestroyAsync()).Status.ShouldBe(204);
        await Player.SendUpdateAsync();

        (silo.RecordOf(_id), Session.Players.Count, Session.Told.Count).ShouldBe((null, 0, 0));
    }

    [Fact]
    public async Task Without_a_session_nothing_is_found_and_nothing_made()
    {
        Session.IsOpen = false;
        var missing = new PlayerAnswer(404, Error: "Session not found");

        (await Player.GetAsync()).ShouldBe(missing);
        (await UpdateAsync("{}")).ShouldBe(missing);
        (await Player.DestroyAsync()).ShouldBe(missing);

        silo.RecordOf(_id).ShouldBeNull();
    }

    [Fact]
    public async Task Check_74_and_99_an_empty_update_makes_a_player()
    {
        var answer = await UpdateAsync("{}");

        answer.Status.ShouldBe(200);
        Text(answer).ShouldStartWith("""{"guildId":"9007199254740993","track":null,"volume":100,"paused":false,"state":{"time":""");
        Text(answer).ShouldEndWith(""","position":0,"connected":false,"ping":-1},"voice":{"token":"","endpoint":"","sessionId":"","channelId":null},"filters":{}}""");
        Session.Players.Keys.ShouldBe([_id.Guild]);
        Text(await Player.GetAsync()).ShouldStartWith("""{"guildId":"9007199254740993","track":null""");
    }

    [Fact]
    public async Task The_epoch_and_the_row_are_stored_before_anything_is_told()
    {
        silo.Store.Hold($"player/{_id}");
        var updating = PlayAsync();
        await Eventually.TrueAsync(() => silo.Store.WritesOf($"player/{_id}") == 1, "the epoch to be written");
        Session.Reports.ShouldBeEmpty();

        silo.Store.Release($"player/{_id}");
        await updating;

        Session.Told[0].ShouldBe("TrackStartEvent at 0");
        (await silo.RowOfAsync(_id)).ShouldNotBeNull().Silo.Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Check_76_events_come_before_the_answer()
    {
        var answer = await PlayAsync();

        Session.Told.Take(2).ShouldBe(["TrackStartEvent at 0", "update 0 False -1"]);
        Session.Reports[0].IsPlaying.ShouldBeTrue();
        Text(answer).ShouldContain("\"title\":\"song\"");
    }

    [Fact]
    public async Task Check_78_and_83_a_track_is_replaced_and_stopped_at_its_position()
    {
        await PlayAsync();
        Advance(2_000);
        await UpdateAsync($$"""{"encodedTrack":"{{Tracks.Song("b", position: 500)}}"}""");
        Advance(1_000);
        await UpdateAsync("""{"encodedTrack":null}""");

        Session.Events.ShouldBe(["TrackStartEvent at 0", "TrackEndEvent replaced at 2000", "TrackStartEvent at 500", "TrackEndEvent stopped at 1500"]);
    }

    [Fact]
    public async Task Check_82_identifiers_are_looked_up()
    {
        Text(await UpdateAsync("""{"identifier":"b"}""")).ShouldContain("\"title\":\"b\"");

        var failed = await UpdateAsync($$"""{"identifier":"{{FakeLoader.Failing}}"}""");

        (failed.Status, failed.Error).ShouldBe((400, "Something went wrong while looking up the track."));
        failed.Detail.ShouldNotBeNull().ShouldContain("no route");
        Session.Events.ShouldBe(["TrackStartEvent at 0"]);
    }

    [Fact]
    public async Task Check_85_a_pause_is_told_to_the_session_and_not_to_the_client()
    {
        await PlayAsync();
        Advance(1_000);

        await UpdateAsync("""{"paused":true}""");
        Advance(1_000);

        Session.Reports[^1].IsPlaying.ShouldBeFalse();
        Session.Events.Count.ShouldBe(1);
        Text(await Player.GetAsync()).ShouldContain("\"position\":1000,");
    }

    [Fact]
    public async Task Check_88_a_seek_is_told()
    {
        await PlayAsync();

        await UpdateAsync("""{"position":5000}""");

        Session.Told.ShouldContain("update 5000 False -1");
    }

    [Fact]
    public async Task Check_94_an_undecodable_track_is_an_error_of_the_server_and_the_volume_stays()
    {
        (await UpdateAsync("""{"volume":7,"encodedTrack":"abc!"}""")).Status.ShouldBe(500);

        Text(await Player.GetAsync()).ShouldContain("\"volume\":7,");
    }

    [Fact]
    public async Task Check_98_a_player_is_ended_and_the_next_one_begins_from_nothing()
    {
        await UpdateAsync($$"""{"encodedTrack":"{{Tracks.Song()}}","volume":7,"voice":{{Voice}}}""");
        var before = Session.Told.Count;

        (await Player.DestroyAsync()).Status.ShouldBe(204);

        Session.Told.Skip(before).Where(static told => told != "update 0 True 12")
            .ShouldBe(["TrackEndEvent stopped at 0", "WebSocketClosedEvent 1000 ", "update 0 False -1", "removed"]);
        (silo.RecordOf(_id), await silo.RowOfAsync(_id)).ShouldBe((null, null));
        silo.Silo.Entities.Contains(PlayerKey.EntityOf(_id).ToString()).ShouldBeFalse();
        (await Player.DestroyAsync()).Status.ShouldBe(204);
        Text(await UpdateAsync("{}")).ShouldContain("\"volume\":100,");
    }

    [Fact]
    public async Task Check_100_updates_come_at_once_and_again_and_none_after_the_end()
    {
        await PlayAsync();
        await UpdateAsync("""{"paused":true}""");
        var before = Session.Told.Count;
        await Eventually.TrueAsync(() => Session.Told.Count >= before + 2, "two more updates");

        await UpdateAsync("""{"encodedTrack":null}""");
        var after = Session.Told.Count;
        await UpdateAsync("""{"filters":{}}""");

        Session.Told.Skip(after).ShouldBe(["update 0 False -1"]);
    }

    [Fact]
    public async Task Check_103_and_106_what_the_connection_tells_is_told()
    {
        Text(await UpdateAsync($$"""{"voice":{{Voice}}}""")).ShouldContain("\"connected\":true,\"ping\":12}");
        var connection = silo.Voice.Connections[^1];
        (connection.Credentials.User, connection.Credentials.Guild, connection.Credentials.Channel).ShouldBe((77ul, _id.Guild.Value, 8ul));

        connection.TellReady();
        await ToldAsync("update 0 True 12");
        connection.Close(4014, "Disconnected");
        await ToldAsync("update 0 False -1");

        Session.Told.ShouldBe(["update 0 True 12", "WebSocketClosedEvent 4014 Disconnected", "update 0 False -1"]);
    }

    [Fact]
    public async Task Check_104_and_105_the_same_voice_data_leaves_the_connection_and_others_replace_it()
    {
        await UpdateAsync($$"""{"voice":{{Voice}}}""");
        var first = silo.Voice.Connections[^1];
        await UpdateAsync($$"""{"voice":{{Voice}}}""");
        silo.Voice.Connections[^1].ShouldBe(first);

        await UpdateAsync("""{"voice":{"token":"other","endpoint":"e","sessionId":"s","channelId":"8"}}""");
        silo.Voice.Connections[^1].ShouldNotBe(first);
        first.IsOpen.ShouldBeFalse();
        first.TellReady();
        await UpdateAsync("{}");

        Session.Told.ShouldBe(["WebSocketClosedEvent 1000 ", "update 0 False -1"]);
    }

    [Fact]
    public async Task Check_108_voice_that_refuses_fails_the_request_and_nothing_after_it_is_done()
    {
        silo.Voice.Refuses = true;

        var answer = await UpdateAsync($$"""{"volume":7,"voice":{{Voice}}}""");

        silo.Voice.Refuses = false;
        answer.ShouldBe(new PlayerAnswer(500, Error: "Failed to connect to voice server", Detail: "refused"));
        Text(await Player.GetAsync()).ShouldContain("\"volume\":100,");
    }

    [Fact]
    public async Task Check_92_and_113_a_track_ends_by_itself()
    {
        await PlayAsync();
        await UpdateAsync("""{"endTime":2000}""");

        Advance(2_000);

        await ToldAsync("TrackEndEvent finished at 2000");
        Text(await Player.GetAsync()).ShouldContain("\"track\":null");
        await Eventually.TrueAsync(() => !Session.Reports[^1].IsPlaying, "the session to hear that nothing plays");
    }

    [Fact]
    public async Task A_report_that_fails_is_sent_again_as_it_was()
    {
        Session.FailNext(2);

        await PlayAsync();

        Session.Reports.Take(3).Select(static report => report.Number).ShouldBe([1, 1, 1]);
        Session.Told.Take(2).ShouldBe(["TrackStartEvent at 0", "update 0 False -1"]);
    }

    [Fact]
    public async Task Reports_are_numbered_one_by_one_in_one_epoch()
    {
        await PlayAsync();
        await UpdateAsync("""{"encodedTrack":null}""");

        Session.Reports.Select(static report => report.Number).ShouldBe(Enumerable.Range(1, Session.Reports.Count).Select(static number => (long)number));
        Session.Reports.Select(static report => report.Epoch).Distinct().ShouldHaveSingleItem().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_player_whose_session_is_gone_ends()
    {
        await UpdateAsync("{}");
        Session.IsGone = true;

        (await PlayAsync()).Status.ShouldBe(404);

        await Eventually.TrueAsync(() => silo.RecordOf(_id) is null, "the record to go");
        await Eventually.TrueAsync(async () => await silo.RowOfAsync(_id) is null, "the row to go");
    }

    [Fact]
    public async Task The_end_of_the_session_ends_a_player_in_silence()
    {
        await PlayAsync();

        await Player.EndAsync();

        Session.Events.ShouldBe(["TrackStartEvent at 0"]);
        (silo.RecordOf(_id), await silo.RowOfAsync(_id)).ShouldBe((null, null));
    }

    [Fact]
    public async Task Without_a_socket_the_player_plays_on_and_tells_events_alone()
    {
        await PlayAsync();
        await Player.SetConnectedAsync(isConnected: false);
        Advance(1_000);
        await Player.SendUpdateAsync();

        (await Player.GetAsync()).Error.ShouldBe("Session not found");
        (await UpdateAsync("{}")).Error.ShouldBe("Session not found");
        (await Player.DestroyAsync()).Error.ShouldBe("Session not found");
        Advance(199_000);
        await ToldAsync("TrackEndEvent finished at 200000");
        var before = Session.Told.Count;
        await Player.SetConnectedAsync(isConnected: true);
        await Player.SendUpdateAsync();
        await ToldAsync("update 0 False -1", before);

        Session.Told.ShouldNotContain(static told => told.StartsWith("update 1000", StringComparison.Ordinal));
    }

    private static string Text(PlayerAnswer answer) => Encoding.UTF8.GetString(answer.Json.Span);

    private Task<PlayerAnswer> UpdateAsync(string body) => Player.UpdateAsync(PlayerSilo.Read(body), noReplace: false);

    private Task<PlayerAnswer> PlayAsync() => UpdateAsync($$"""{"encodedTrack":"{{Tracks.Song()}}"}""");

    private void Advance(int milliseconds) => silo.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private Task ToldAsync(string told, int after = 0) =>
        Eventually.TrueAsync(() => Session.Told.Skip(after).Contains(told), told, lastSeen: () => string.Join(", ", Session.Told));
}
