using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 73 to 75, 85 to 91 and 94 to 99 of lavalink.md §12, and of 101 what needs no voice, through the whole program: what a player has, and what a request changes of it.</summary>
[Collection(nameof(LavalinkCollection))]
public sealed class LavalinkPlayerTests(LavalinkFabric fabric)
{
    private const string BadRequest = "Bad Request";
    private const string AllFilters =
        """{"volume":1.5,"equalizer":[{"band":0,"gain":1.0},{"band":14,"gain":-0.25}],"karaoke":{"level":1.0,"monoLevel":1.0,"filterBand":220.0,"filterWidth":100.0},"timescale":{"speed":1.0,"pitch":1.0,"rate":1.0},"tremolo":{"frequency":2.0,"depth":0.5},"vibrato":{"frequency":2.0,"depth":0.5},"distortion":{"sinOffset":0.0,"sinScale":1.0,"cosOffset":0.0,"cosScale":1.0,"tanOffset":0.0,"tanScale":1.0,"offset":0.0,"scale":1.0},"rotation":{"rotationHz":0.0},"channelMix":{"leftToLeft":1.0,"leftToRight":0.0,"rightToLeft":0.0,"rightToRight":1.0},"lowPass":{"smoothing":20.0}}""";

    private string Play => $$"""{"encodedTrack":"{{fabric.Encoded}}"}""";

    [Fact]
    public async Task C73_reading_a_player_does_not_make_one()
    {
        await using var client = await fabric.OpenAsync();

        (await fabric.Http.GetJsonAsync($"{client.Path}/players")).ToJsonString().ShouldBe("[]");
        await client.RefuseAsync(HttpMethod.Get, $"{client.Path}/players/1", "", HttpStatusCode.NotFound, "Player not found");
        (await fabric.Http.GetJsonAsync($"{client.Path}/players")).ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task C74_a_new_player_has_the_defaults()
    {
        await using var client = await fabric.OpenAsync();

        var player = await client.UpdateAsync("{}");

        ((long)player["state"]!["time"]!).ShouldBeGreaterThan(1_700_000_000_000);
        player["state"]!["time"] = 0;
        player.ToJsonString().ShouldBe(
            $$$"""{"guildId":"{{{LavalinkClient.Guild}}}","track":null,"volume":100,"paused":false,"state":{"time":0,"position":0,"connected":false,"ping":-1},"voice":{"token":"","endpoint":"","sessionId":"","channelId":null},"filters":{}}""");
        await client.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("50", 50)]
    [InlineData("1500", 1000)]
    [InlineData("-5", 0)]
    [InlineData("\"60\"", 60)]
    public async Task C75_the_volume_is_brought_into_its_range(string volume, int expected)
    {
        await using var client = await fabric.OpenAsync();

        ((int)(await client.UpdateAsync($$"""{"volume":{{volume}}}"""))["volume"]!).ShouldBe(expected);

        ((int)(await client.PlayerAsync())["volume"]!).ShouldBe(expected);
        await client.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("""{"volume":null}""")]
    [InlineData("""{"volume":50.5}""")]
    [InlineData("""{"volume":2147483648}""")]
    [InlineData("""{"track":{"userData":[]}}""")]
    [InlineData("""{"filters":{"equalizer":null}}""")]
    [InlineData("""{"filters":null}""")]
    [InlineData("""{"voice":{"token":"a","endpoint":"b","sessionId":"c"}}""")]
    public async Task C75_C87_C96_C101_what_is_of_the_wrong_kind_is_refused_and_makes_no_player(string body)
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync(body, HttpStatusCode.BadRequest, BadRequest);

        await client.RefuseAsync(HttpMethod.Get, $"{client.Path}/players/{LavalinkClient.Guild}", "", HttpStatusCode.NotFound, "Player not found");
    }

    [Fact]
    public async Task C85_a_pause_is_not_told_and_ends_with_the_next_track()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play);

        ((bool)(await client.UpdateAsync("""{"paused":true}"""))["paused"]!).ShouldBeTrue();
        await client.ExpectNothingAsync();
        var next = await client.UpdateAsync(Play);
        ((bool)next["paused"]!).ShouldBeFalse();
        await client.ExpectAsync("TrackEndEvent");
        await client.ExpectStartAsync();
        var paused = await client.UpdateAsync($$"""{"encodedTrack":"{{fabric.Encoded}}","paused":true}""");

        ((bool)paused["paused"]!).ShouldBeTrue();
        await client.ExpectAsync("TrackEndEvent");
        await client.ExpectStartAsync();
        ((long)(await client.PlayerAsync())["state"]!["position"]!).ShouldBe(0);
    }

    [Fact]
    public async Task C86_user_data_of_a_track_can_be_given_later()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync(Play);

        var player = await client.UpdateAsync("""{"track":{"userData":{"a":1}}}""");
        await client.UpdateAsync("""{"encodedTrack":null}""");

        player["track"]!["userData"]!.ToJsonString().ShouldBe("""{"a":1}""");
        (await client.ExpectAsync("TrackEndEvent"))["track"]!["userData"]!.ToJsonString().ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task C87_user_data_comes_with_the_track_and_goes_with_it()
    {
        await using var client = await fabric.OpenAsync();

        await client.UpdateAsync($$$$"""{"track":{"encoded":"{{{{fabric.Encoded}}}}","userData":{"b": [2, {"c":null}]}}}""");

        (await client.ExpectStartAsync())["track"]!["userData"]!.ToJsonString().ShouldBe("""{"b":[2,{"c":null}]}""");
        (await client.UpdateAsync(Play))["track"]!["userData"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task C88_a_seek_is_told_where_there_is_something_to_seek_in()
    {
        await using var client = await fabric.OpenAsync();
        (await client.UpdateAsync("""{"position":3000}"""))["track"].ShouldBeNull();
        await client.ExpectNothingAsync();
        await client.PlayAsync($$"""{"encodedTrack":"{{fabric.Encoded}}","paused":true}""");

        var player = await client.UpdateAsync("""{"position":3000}""");

        ((long)player["state"]!["position"]!).ShouldBe(3000);
        ((long)player["track"]!["info"]!["position"]!).ShouldBe(3000);
        ((long)(await client.ExpectAsync("playerUpdate"))["state"]!["position"]!).ShouldBe(3000);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C89_a_stream_stays_where_it_is()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync($$"""{"encodedTrack":"{{TrackExamples.Stream}}","paused":true}""");

        var player = await client.UpdateAsync("""{"position":3000}""");

        ((long)player["state"]!["position"]!).ShouldBe(0);
        ((long)(await client.ExpectAsync("playerUpdate"))["state"]!["position"]!).ShouldBe(0);
    }

    [Fact]
    public async Task C90_a_track_begins_where_it_is_told_to()
    {
        await using var client = await fabric.OpenAsync();

        var player = await client.PlayAsync($$$"""{"track":{"encoded":"{{{fabric.Encoded}}}"},"position":5000,"paused":true}""");

        ((long)player["track"]!["info"]!["position"]!).ShouldBe(5000);
        ((long)player["state"]!["position"]!).ShouldBe(5000);
        var again = await fabric.Http.GetJsonAsync($"/v4/decodetrack?encodedTrack={Uri.EscapeDataString((string)player["track"]!["encoded"]!)}");
        ((long)again["info"]!["position"]!).ShouldBe(5000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task C91_an_end_is_after_the_beginning(int end)
    {
        await using var client = await fabric.OpenAsync();

        await client.RefuseAsync($$"""{"endTime":{{end}}}""", HttpStatusCode.BadRequest, "End time must be greater than 0");
    }

    [Fact]
    public async Task C94_what_comes_before_a_track_that_is_none_is_done()
    {
        await using var client = await fabric.OpenAsync();
        await client.PlayAsync($$"""{"encodedTrack":"{{fabric.Encoded}}","paused":true}""");

        await client.RefuseAsync("""{"encodedTrack":"abc!","volume":33}""", HttpStatusCode.InternalServerError, "Illegal base64 character 21");

        var player = await client.PlayerAsync();
        ((int)player["volume"]!).ShouldBe(33);
        ((bool)player["paused"]!).ShouldBeFalse();
        player["track"].ShouldNotBeNull("the old track goes on");
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C95_C96_C97_filters_are_told_with_everything_that_they_have()
    {
        const string Body =
            """{"filters":{"lowPass":{},"channelMix":{},"rotation":{},"distortion":{},"vibrato":{},"tremolo":{},"timescale":{},"karaoke":{},"equalizer":[{"band":0},{"band":14,"gain":-0.25}],"volume":1.5}}""";
        await using var client = await fabric.OpenAsync();

        (await client.UpdateAsync(Body))["filters"]!.ToJsonString().ShouldBe(AllFilters);

        await client.ExpectAsync("playerUpdate");
        (await client.PlayerAsync())["filters"]!.ToJsonString().ShouldBe(AllFilters);
        (await client.UpdateAsync("""{"filters":{"karaoke":null,"tremolo":{"depth":0.1}}}"""))["filters"]!.ToJsonString().ShouldBe(
            """{"tremolo":{"frequency":2.0,"depth":0.1}}""");
        await client.ExpectAsync("playerUpdate");
        (await client.UpdateAsync("""{"filters":{}}"""))["filters"]!.ToJsonString().ShouldBe("{}");
        await client.ExpectAsync("playerUpdate");
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task C96_there_are_fifteen_bands()
    {
        await using var client = await fabric.OpenAsync();

        var error = await fabric.Http.SendJsonAsync(
            HttpMethod.Patch, $"{client.Path}/players/1", """{"filters":{"equalizer":[{"band":15}]}}""", HttpStatusCode.InternalServerError);

        LavalinkClient.ExpectError(error, 500, $"{client.Path}/players/1");
    }

    [Fact]
    public async Task C98_a_player_that_is_destroyed_is_gone_with_all_that_it_had()
    {
        await using var client = await fabric.OpenAsync();
        var path = $"{client.Path}/players/{LavalinkClient.Guild}";
        await client.PlayAsync($$"""{"encodedTrack":"{{fabric.Encoded}}","volume":12}""");

        await DeleteAsync(path);
        ((string?)(await client.ExpectAsync("TrackEndEvent"))["reason"]).ShouldBe("stopped");
        await client.RefuseAsync(HttpMethod.Get, path, "", HttpStatusCode.NotFound, "Player not found");
        await DeleteAsync(path);

        ((int)(await client.UpdateAsync("{}"))["volume"]!).ShouldBe(100);
        await client.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("9223372036854775807")]
    public async Task C99_guilds_keep_every_digit(string guild)
    {
        await using var client = await fabric.OpenAsync();

        ((string?)(await client.UpdateAsync("""{"filters":{}}""", guild: guild))["guildId"]).ShouldBe(guild);

        ((string?)(await client.ExpectAsync("playerUpdate"))["guildId"]).ShouldBe(guild);
        ((string?)(await fabric.Http.GetJsonAsync($"{client.Path}/players"))[0]!["guildId"]).ShouldBe(guild);
    }

    [Fact]
    public async Task Players_that_come_and_go_at_once_are_never_out_of_reach()
    {
        await using var client = await fabric.OpenAsync();

        var random = new Random(1);
        var turns = Enumerable.Range(0, 4_000).Select(_ => (IsChange: random.Next(2) == 0, Guild: random.Next(2) + 1)).ToList();
        var refusals = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(turns, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (turn, stop) =>
        {
            using var request = new HttpRequestMessage(turn.IsChange ? HttpMethod.Patch : HttpMethod.Delete, $"{client.Path}/players/{turn.Guild}")
            {
                Content = turn.IsChange ? new StringContent("""{"volume":50}""", new MediaTypeHeaderValue("application/json")) : null,
            };
            using var response = await fabric.Http.SendAsync(request, stop);
            if (response.StatusCode != (turn.IsChange ? HttpStatusCode.OK : HttpStatusCode.NoContent))
            {
                refusals.Add($"{request.Method} {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(stop)}");
            }
        });

        refusals.ShouldBeEmpty();
    }

    private async Task DeleteAsync(string path)
    {
        using var response = await fabric.Http.DeleteAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
