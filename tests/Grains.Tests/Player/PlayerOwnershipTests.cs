using System.Globalization;
using System.Text;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Grains.Cluster;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Player;

/// <summary>Who owns a player, what is stored of it, and how it outlives a silo.</summary>
public sealed class PlayerOwnershipTests(PlayerSilo silo) : IClassFixture<PlayerSilo>
{
    private const string Voice = """{"token":"t","endpoint":"e","sessionId":"s","channelId":"8"}""";

    private readonly PlayerId _id = silo.NewPlayer();

    private IPlayerGrain Player => silo.Grain(_id);

    private FakeSession Session => silo.SessionOf(_id);

    [Fact]
    public async Task A_player_is_watched_over_as_audible_while_it_plays()
    {
        await UpdateAsync("{}");
        (await silo.RowOfAsync(_id))!.Class.ShouldBe(EntityClass.SilentPlayer);

        await PlayAsync();
        await ClassAsync(EntityClass.AudiblePlayer);
        await UpdateAsync("""{"paused":true}""");
        await ClassAsync(EntityClass.SilentPlayer);
    }

    [Fact]
    public async Task A_store_that_is_away_holds_no_player_up_and_gets_everything_later()
    {
        await UpdateAsync("{}");
        silo.Store.FailNext($"player/{_id}", count: 3);

        (await PlayAsync()).Status.ShouldBe(200);

        await Eventually.TrueAsync(() => silo.RecordOf(_id)!.Contains("\"track\":", StringComparison.Ordinal), "the track to be stored");
    }

    [Fact]
    public async Task A_conflict_with_its_own_write_costs_nothing()
    {
        await UpdateAsync("{}");
        silo.Store.Put($"player/{_id}", silo.RecordOf(_id)!);

        await UpdateAsync("""{"volume":7}""");

        await Eventually.TrueAsync(() => silo.RecordOf(_id)!.Contains("\"volume\":7", StringComparison.Ordinal), "the volume to be stored");
        Text(await Player.GetAsync()).ShouldContain("\"volume\":7,");
    }

    [Fact]
    public async Task A_player_that_somebody_else_has_claimed_is_let_go_of()
    {
        await PlayAsync();
        await Eventually.TrueAsync(() => silo.RecordOf(_id)!.Contains("\"track\":", StringComparison.Ordinal), "the track to be stored");
        silo.Store.Put($"player/{_id}", """{"isThere":true,"epoch":9000000000000,"owner":"other","volume":5}""");
        Session.IsOpen = false;

        await UpdateAsync("""{"volume":7}""");

        await Eventually.TrueAsync(() => !silo.Silo.Entities.Contains(PlayerKey.EntityOf(_id).ToString()), "the player to be let go of");
        silo.RecordOf(_id)!.ShouldContain("\"owner\":\"other\"");
    }

    [Fact]
    public async Task A_player_that_another_silo_asks_for_is_let_go_of()
    {
        await UpdateAsync($$"""{"encodedTrack":"{{Tracks.Song()}}","voice":{{Voice}}}""");
        var connection = silo.Voice.Connections[^1];

        await silo.Silo.Entities.ReleaseAsync(PlayerKey.EntityOf(_id).ToString());

        connection.IsOpen.ShouldBeFalse();
        silo.Silo.Entities.Contains(PlayerKey.EntityOf(_id).ToString()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_player_of_a_lost_silo_plays_on_where_it_would_be_now()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        silo.Store.Put($"player/{_id}", Lost(now - 10_000, "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"8\"}"));

        await Player.ReviveAsync();

        await Eventually.TrueAsync(() => Session.Told.Count > 0, "an update");
        var position = long.Parse(Session.Told[0].Split(' ')[1], CultureInfo.InvariantCulture);
        position.ShouldBeInRange(15_000, 30_000);
        Session.Told[0].ShouldEndWith("True 12");
        (Session.Reports[0].Epoch, Session.Reports[0].IsPlaying).ShouldBe((7, true));
        (await silo.RowOfAsync(_id))!.Class.ShouldBe(EntityClass.AudiblePlayer);
        silo.Voice.Connections[^1].Credentials.User.ShouldBe(77ul);
        await Player.ReviveAsync();
        Session.Reports.ShouldAllBe(static report => report.Epoch == 7);
        Text(await Player.GetAsync()).ShouldContain("\"volume\":5,");
    }

    [Fact]
    public async Task A_track_whose_mark_was_passed_while_its_silo_was_missed_is_finished_once()
    {
        silo.Store.Put($"player/{_id}", Lost(0, "\"endTime\":6000"));

        await Player.ReviveAsync();
        await Player.ReviveAsync();

        await ToldAsync("TrackEndEvent finished at 6000");
        Text(await Player.GetAsync()).ShouldContain("\"track\":null");
        Session.Events.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_event_is_told_when_it_is_stored_and_not_before()
    {
        await UpdateAsync("{}");
        await Eventually.TrueAsync(() => silo.RecordOf(_id)!.Contains("isThere", StringComparison.Ordinal), "the player to be stored");
        silo.Store.Hold($"player/{_id}");
        var writes = silo.Store.WritesOf($"player/{_id}");

        var playing = PlayAsync();
        await Eventually.TrueAsync(() => silo.Store.WritesOf($"player/{_id}") > writes, "the track to be written");
        Session.Events.ShouldBeEmpty();
        silo.Store.Release($"player/{_id}");
        await playing;

        Session.Events.ShouldHaveSingleItem();
        silo.RecordOf(_id)!.ShouldContain("TrackStartEvent");
    }

    [Fact]
    public async Task What_a_lost_silo_did_not_tell_is_told_first_and_under_its_numbers()
    {
        silo.Store.Put($"player/{_id}", Lost(0, """
            "endTime":6000,"untaken":[{"epoch":6,"number":4,"events":[{"op":"event","type":"TrackStartEvent","track":{"info":{"position":0}}}]}]
            """));

        await Player.ReviveAsync();

        await Eventually.TrueAsync(() => Session.Events.Count == 2, "both events", lastSeen: () => string.Join(", ", Session.Told));
        (Session.Reports[0].Epoch, Session.Reports[0].Number, Session.Reports[1].Epoch, Session.Reports[1].Number).ShouldBe((6, 4, 7, 1));
        Session.Events.ShouldBe(["TrackStartEvent at 0", "TrackEndEvent finished at 6000"]);
        await UpdateAsync("""{"volume":7}""");
        await Eventually.TrueAsync(() => silo.RecordOf(_id)!.Contains("\"volume\":7", StringComparison.Ordinal), "the volume to be stored");
        silo.RecordOf(_id)!.ShouldNotContain("TrackStartEvent", Case.Sensitive, "it was taken");
    }

    [Fact]
    public async Task Voice_that_cannot_be_had_again_is_told_of_as_lost()
    {
        silo.Voice.Refuses = true;
        silo.Store.Put($"player/{_id}", Lost(0, "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"8\"}"));

        await Player.ReviveAsync();

        silo.Voice.Refuses = false;
        await ToldAsync("WebSocketClosedEvent 1006 ");
    }

    [Fact]
    public async Task The_third_failover_within_a_minute_ends_the_track()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        silo.Store.Put($"player/{_id}", Lost(now, $"\"failovers\":[{now - 2_000},{now - 1_000}]"));

        await Player.ReviveAsync();

        await Eventually.TrueAsync(() => Session.Events.Count >= 2, "the end of the track");
        Session.Events[0].ShouldStartWith("TrackExceptionEvent");
        Session.Events[1].ShouldStartWith("TrackEndEvent finished");
    }

    [Fact]
    public async Task A_player_of_a_silo_that_may_still_act_is_not_taken()
    {
        silo.Silo.Takeover.Clears = false;
        silo.Store.Put($"player/{_id}", Lost(0, "\"isPaused\":true"));

        await Should.ThrowAsync<EntityHeldElsewhereException>(Player.ReviveAsync);

        silo.Silo.Takeover.Clears = true;
        Session.Reports.ShouldBeEmpty();
        silo.RecordOf(_id)!.ShouldContain("\"epoch\":6");
    }

    [Fact]
    public async Task A_row_without_a_player_is_removed()
    {
        var entity = PlayerKey.EntityOf(_id);
        var rows = silo.Silo.Client.GetGrain<IWatchdogGrain>(WatchdogKey.Of(entity));
        await rows.SetAsync(new WatchdogRow(entity.ToString(), EntityClass.SilentPlayer, new SiloId("other"), 6));

        await Player.ReviveAsync();

        (await silo.RowOfAsync(_id)).ShouldBeNull();
        silo.RecordOf(_id).ShouldBeNull();
    }

    private static string Text(PlayerAnswer answer) => Encoding.UTF8.GetString(answer.Json.Span);

    private static string Lost(long time, string more) =>
        $$"""{"isThere":true,"user":77,"epoch":6,"owner":"other","track":"{{Tracks.Song()}}","position":5000,"sourcePosition":5000,"positionTime":{{time}},"isAdvancing":true,"volume":5,{{more}}}""";

    private Task<PlayerAnswer> UpdateAsync(string body) => Player.UpdateAsync(PlayerSilo.Read(body), noReplace: false);

    private Task<PlayerAnswer> PlayAsync() => UpdateAsync($$"""{"encodedTrack":"{{Tracks.Song()}}"}""");

    private Task ToldAsync(string told) =>
        Eventually.TrueAsync(() => Session.Told.Contains(told), told, lastSeen: () => string.Join(", ", Session.Told));

    private Task ClassAsync(EntityClass entityClass) =>
        Eventually.TrueAsync(async () => (await silo.RowOfAsync(_id))!.Class == entityClass, $"the row to say {entityClass}");
}
