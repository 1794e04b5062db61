using System.Net;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 35 to 48 of lavalink.md §12, through the whole program. Timeouts are the shortest that there are.</summary>
[Collection(nameof(LavalinkCollection))]
public sealed class LavalinkSessionTests(LavalinkFabric fabric)
{
    private const string Taken = "The session is gone, or another connection has it";

    private string Play => $$"""{"encodedTrack":"{{fabric.Encoded}}"}""";

    [Fact]
    public async Task C35_C36_C38_a_session_is_changed_and_told()
    {
        await using var client = await fabric.OpenAsync();

        (await UpdateAsync(client, "{}")).ShouldBe("""{"resuming":false,"timeout":60}""");
        (await UpdateAsync(client, """{"resuming":true,"timeout":30}""")).ShouldBe("""{"resuming":true,"timeout":30}""");
        (await UpdateAsync(client, "{}")).ShouldBe("""{"resuming":true,"timeout":30}""");
        (await UpdateAsync(client, """{"resuming":false}""")).ShouldBe("""{"resuming":false,"timeout":30}""");
        (await UpdateAsync(client, """{"resuming":true}""")).ShouldBe("""{"resuming":true,"timeout":30}""");
    }

    [Theory]
    [InlineData("""{"timeout":null}""")]
    [InlineData("""{"resuming":null}""")]
    [InlineData("""{"timeout":1.5}""")]
    public async Task C37_what_is_no_timeout_is_refused_and_changes_nothing(string body)
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync(HttpMethod.Patch, client.Path, body, HttpStatusCode.BadRequest, "Bad Request");

        (await UpdateAsync(client, "{}")).ShouldBe("""{"resuming":false,"timeout":60}""");
    }

    [Fact]
    public async Task C39_a_session_is_not_read()
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync(HttpMethod.Get, client.Path, "", HttpStatusCode.MethodNotAllowed, "Method 'GET' is not supported.");
    }

    [Fact]
    public async Task C40_a_session_that_is_not_resuming_ends_with_its_socket()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play);

        await client.LeaveAsync();

        await ExpectNoSessionAsync(client);
        await using var again = await client.ReconnectAsync(fabric.Program);
        ExpectNew(again, client);
    }

    [Fact]
    public async Task C41_C42_C43_a_client_that_comes_back_has_the_events_that_it_missed_and_then_how_its_players_are()
    {
        await using var client = await fabric.OpenAsync();
        await UpdateAsync(client, """{"resuming":true,"timeout":30}""");
        await client.UpdateAsync("""{"volume":30}""", guild: "2");
        await using var witness = await fabric.OpenAsync();
        await client.PlayAsync(PlayUntil(9500));
        await witness.PlayAsync(PlayUntil(9700));

        await client.LeaveAsync();
        await ExpectNoSessionAsync(client);
        await witness.ExpectAsync("TrackEndEvent");
        await using var again = await client.ReconnectAsync(fabric.Program);

        again.Socket.Response.ShouldContain("\r\nSession-Resumed: true\r\n");
        again.Ready.ToJsonString().ShouldBe($$"""{"op":"ready","resumed":true,"sessionId":"{{client.Session}}"}""");
        var end = await again.ExpectAsync("TrackEndEvent");
        ((string?)end["reason"]).ShouldBe("finished");
        string?[] guilds = [await GuildOfUpdateAsync(again), await GuildOfUpdateAsync(again)];
        guilds.ShouldBe(["2", LavalinkClient.Guild], ignoreOrder: true);
        await again.ExpectNothingAsync();
        (await fabric.Http.GetJsonAsync($"{client.Path}/players")).AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task C44_a_client_that_comes_too_late_gets_a_new_session_and_its_players_are_gone()
    {
        await using var client = await fabric.OpenAsync();
        await UpdateAsync(client, """{"resuming":true,"timeout":1}""");
        await client.PlayAsync(Play);

        await client.LeaveAsync();
        await fabric.Program.SayAsync(new($"{client.Session} was not resumed in time"), TimeSpan.FromSeconds(10));

        await using var again = await client.ReconnectAsync(fabric.Program);
        ExpectNew(again, client);
        (await fabric.Http.GetJsonAsync($"{again.Path}/players")).ToJsonString().ShouldBe("[]");
        await ExpectNoSessionAsync(client);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task C45_a_session_without_time_to_wait_does_not_wait(int timeout)
    {
        await using var client = await fabric.OpenAsync();
        await UpdateAsync(client, $$"""{"resuming":true,"timeout":{{timeout}}}""");

        await client.LeaveAsync();

        await using var again = await client.ReconnectAsync(fabric.Program);
        ExpectNew(again, client);
    }

    [Fact]
    public async Task C46_a_session_that_was_resumed_can_be_resumed_again()
    {
        await using var client = await fabric.OpenAsync();
        await UpdateAsync(client, """{"resuming":true}""");
        await client.LeaveAsync();
        await using var once = await client.ReconnectAsync(fabric.Program);
        ((bool)once.Ready["resumed"]!).ShouldBeTrue();
        await once.LeaveAsync();

        await using var again = await once.ReconnectAsync(fabric.Program);

        ((bool)again.Ready["resumed"]!).ShouldBeTrue();
        again.Session.ShouldBe(client.Session);
        (await UpdateAsync(again, "{}")).ShouldBe("""{"resuming":true,"timeout":60}""");
    }

    [Fact]
    public async Task C47_a_session_that_looks_connected_is_taken_over_and_the_old_socket_closed()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play);

        await using var again = await client.ReconnectAsync(fabric.Program);

        ((bool)again.Ready["resumed"]!).ShouldBeTrue();
        again.Session.ShouldBe(client.Session);
        await client.Socket.ExpectCloseAsync(1001, Taken);
        (await GuildOfUpdateAsync(again)).ShouldBe(LavalinkClient.Guild);
        await again.ExpectNothingAsync();
        (await again.PlayerAsync())["track"].ShouldNotBeNull();
    }

    [Fact]
    public async Task C48_a_track_goes_on_while_the_session_waits()
    {
        await using var client = await fabric.OpenAsync();
        await UpdateAsync(client, """{"resuming":true}""");
        await client.PlayAsync(Play);
        var before = (await client.PlayerAsync())["state"]!;
        await client.LeaveAsync();
        await using var witness = await fabric.OpenAsync();
        await witness.PlayAsync(PlayUntil(8500));
        await witness.ExpectAsync("TrackEndEvent");

        await using var again = await client.ReconnectAsync(fabric.Program);

        var after = (await again.ExpectAsync("playerUpdate"))["state"]!;
        var passed = (long)after["time"]! - (long)before["time"]!;
        var played = (long)after["position"]! - (long)before["position"]!;
        passed.ShouldBeGreaterThan(500);
        played.ShouldBeInRange(passed - 100, passed + 100);
    }

    private string PlayUntil(long end) => $$"""{"encodedTrack":"{{fabric.Encoded}}","position":8000,"endTime":{{end}}}""";

    private async Task<string> UpdateAsync(LavalinkClient client, string body) =>
        (await fabric.Http.SendJsonAsync(HttpMethod.Patch, client.Path, body)).ToJsonString();

    private static async Task<string?> GuildOfUpdateAsync(LavalinkClient client) => (string?)(await client.ExpectAsync("playerUpdate"))["guildId"];

    private static Task<JsonNode> ExpectNoSessionAsync(LavalinkClient client) =>
        client.RefuseAsync(HttpMethod.Get, $"{client.Path}/players", "", HttpStatusCode.NotFound, "Session not found");

    private static void ExpectNew(LavalinkClient again, LavalinkClient before)
    {
        again.Socket.Response.ShouldContain("\r\nSession-Resumed: false\r\n");
        ((bool)again.Ready["resumed"]!).ShouldBeFalse();
        again.Session.ShouldNotBe(before.Session);
    }
}
