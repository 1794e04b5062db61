using System.Net;
using System.Text.Json.Nodes;
using Fabric.Media.Tests.Support;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>
/// The checks 76 to 84, 92, 93, 109 and 113 of lavalink.md §12, through the whole program: tracks that begin and end. No source makes playlists yet: that one
/// is not played (check 82) is tested where players are.
/// </summary>
[Collection(nameof(LavalinkCollection))]
public sealed class LavalinkPlaybackTests(LavalinkFabric fabric)
{
    private const string BothTrack = "Cannot specify both track and encodedTrack/identifier";
    private const string BothWays = "Cannot specify both encodedTrack and identifier";
    private const string Other = $$"""{"encodedTrack":"{{TrackExamples.Http}}"}""";
    private const string OtherTitle = "Death of Me";

    private string Play => $$$"""{"track":{"encoded":"{{{fabric.Encoded}}}"}}""";

    [Fact]
    public async Task C76_a_track_begins()
    {
        await using var client = await fabric.OpenAsync();

        var player = await client.UpdateAsync(Play);

        TitleOf(player).ShouldBe(Samples.Title);
        ((bool)player["paused"]!).ShouldBeFalse();
        var start = await client.ExpectStartAsync();
        start.AsObject().Select(static key => key.Key).ShouldBe(["op", "type", "guildId", "track"]);
        ((string?)start["guildId"]).ShouldBe(LavalinkClient.Guild);
        TitleOf(start).ShouldBe(Samples.Title);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C76_updates_have_their_keys_in_order()
    {
        await using var client = await fabric.OpenAsync();

        await client.UpdateAsync(Play);

        await client.ExpectAsync("TrackStartEvent");
        var update = await client.ExpectAsync("playerUpdate");
        update.AsObject().Select(static key => key.Key).ShouldBe(["op", "state", "guildId"]);
        update["state"]!.AsObject().Select(static key => key.Key).ShouldBe(["time", "position", "connected", "ping"]);
    }

    [Fact]
    public async Task C77_a_track_that_is_not_to_be_replaced_stays_and_nothing_is_told()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play, "?noReplace=true");

        TitleOf(await client.UpdateAsync(Other, "?noReplace=true")).ShouldBe(Samples.Title);
        TitleOf(await client.UpdateAsync("""{"encodedTrack":null}""", "?noReplace=true")).ShouldBe(Samples.Title);

        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C78_a_track_that_is_replaced_ends_before_the_next_begins()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play, "?noReplace=false");

        TitleOf(await client.UpdateAsync(Other)).ShouldBe(OtherTitle);

        var end = await client.ExpectAsync("TrackEndEvent");
        end.AsObject().Select(static key => key.Key).ShouldBe(["op", "type", "guildId", "track", "reason"]);
        (TitleOf(end), (string?)end["reason"]).ShouldBe((Samples.Title, "replaced"));
        TitleOf(await client.ExpectStartAsync()).ShouldBe(OtherTitle);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C79_the_old_way_to_give_a_track_works()
    {
        await using var client = await fabric.OpenAsync();

        TitleOf(await client.PlayAsync(Other)).ShouldBe(OtherTitle);
    }

    [Theory]
    [InlineData("""{"track":{"encoded":"E"},"identifier":"x"}""", BothTrack)]
    [InlineData("""{"track":{},"encodedTrack":null}""", BothTrack)]
    [InlineData("""{"track":{"encoded":"E","identifier":"x"}}""", BothWays)]
    [InlineData("""{"encodedTrack":"E","identifier":"x"}""", BothWays)]
    public async Task C80_C81_a_track_is_given_in_one_way(string body, string message)
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync(body, HttpStatusCode.BadRequest, message);
    }

    [Fact]
    public async Task C82_a_track_may_be_looked_up()
    {
        await using var client = await fabric.OpenAsync();

        var player = await client.PlayAsync($$$"""{"track":{"identifier":"{{{fabric.Song}}}"}}""");
        await client.RefuseAsync("""{"identifier":"word"}""", HttpStatusCode.BadRequest, "No matches found for identifier");
        await client.RefuseAsync(
            $$"""{"identifier":"{{fabric.Url("/garbage")}}"}""", HttpStatusCode.BadRequest, "Something went wrong while looking up the track.");

        TitleOf(player).ShouldBe(Samples.Title);
        TitleOf(await client.PlayerAsync()).ShouldBe(Samples.Title);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C83_a_track_is_stopped()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play);

        var player = await client.UpdateAsync("""{"track":{"encoded":null}}""");

        player["track"].ShouldBeNull();
        ((string?)(await client.ExpectAsync("TrackEndEvent"))["reason"]).ShouldBe("stopped");
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C84_where_nothing_plays_a_stop_is_nothing()
    {
        await using var client = await fabric.OpenAsync();

        (await client.UpdateAsync("""{"encodedTrack":null}"""))["track"].ShouldBeNull();

        await client.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("""{"encodedTrack":"E","position":1000,"endTime":1500}""", 1500)]
    [InlineData("""{"encodedTrack":"E","endTime":500}""", 500)]
    [InlineData("""{"encodedTrack":"E","position":9500}""", 10_000)]
    public async Task C92_C113_a_track_finishes_at_its_marker_and_at_its_end(string body, int expected)
    {
        await using var client = await fabric.OpenAsync();

        await client.UpdateAsync(body.Replace("\"E\"", $"\"{fabric.Encoded}\"", StringComparison.Ordinal));

        await client.ExpectStartAsync();
        var end = await client.ExpectAsync("TrackEndEvent");
        ((string?)end["reason"]).ShouldBe("finished");
        ((int)end["track"]!["info"]!["position"]!).ShouldBeInRange(expected - 100, expected + 100);
        (await client.PlayerAsync())["track"].ShouldBeNull();
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C93_a_marker_that_was_passed_is_none()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync($$"""{"encodedTrack":"{{fabric.Encoded}}","position":9000}""");

        (await client.UpdateAsync("""{"endTime":500}"""))["track"].ShouldNotBeNull();

        var end = await client.ExpectAsync("TrackEndEvent");
        ((int)end["track"]!["info"]!["position"]!).ShouldBeGreaterThan(9800);
    }

    [Fact]
    public async Task C109_what_a_destroyed_player_had_ends_in_order()
    {
        await using var client = await fabric.OpenAsync();
        var connected = await client.UpdateAsync("""{"voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":"1"}}""");
        connected["voice"]!.ToJsonString().ShouldBe("""{"token":"t","endpoint":"e","sessionId":"s","channelId":"1"}""");
        ((bool)(await client.ExpectAsync("playerUpdate"))["state"]!["connected"]!).ShouldBeTrue();
        await client.PlayAsync(Play);

        using var response = await fabric.Http.DeleteAsync($"{client.Path}/players/{LavalinkClient.Guild}");

        ((string?)(await client.ExpectAsync("TrackEndEvent"))["reason"]).ShouldBe("stopped");
        (await client.ExpectAsync("WebSocketClosedEvent")).ToJsonString().ShouldBe(
            $$"""{"op":"event","type":"WebSocketClosedEvent","guildId":"{{LavalinkClient.Guild}}","code":1000,"reason":"","byRemote":false}""");
        var state = (await client.ExpectAsync("playerUpdate"))["state"]!;
        ((bool)state["connected"]!, (int)state["ping"]!).ShouldBe((false, -1));
        await client.ExpectNothingAsync();
    }

    private static string? TitleOf(JsonNode holder) => (string?)holder["track"]!["info"]!["title"];
}
