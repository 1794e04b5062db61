using System.Net;
using System.Text;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>Server-sent events: a presence as it is, and then whatever it becomes.</summary>
public sealed class LanyardEventTests : IAsyncLifetime
{
    private const int Flood = 2000;

    private static readonly string Path = $"/v1/users/{Presences.User}/events";

    private readonly ManualTimeProvider _time = new();
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync(_time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_first_event_is_the_presence_and_each_change_is_another()
    {
        using var client = await OpenAsync();

        (await client.ReceiveAsync()).ShouldBe(["id: 1", "event: INIT_STATE", $"data: {Presences.Json(Presences.User)}"]);
        var changed = _server.Feed.Publish(Presences.User, "dnd");
        (await client.ReceiveAsync()).ShouldBe(Update(changed));
    }

    [Fact]
    public async Task A_stream_is_neither_kept_nor_compressed_on_its_way()
    {
        using var client = await OpenAsync(("Accept-Encoding", "gzip, br"), ("Origin", "https://example.org"));

        var response = client.Response;
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        response.Headers.CacheControl!.ToString().ShouldBe("no-store, no-transform");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task A_presence_is_one_line_whatever_discord_sent()
    {
        _server.Feed.Publish(Presences.User, Encoding.UTF8.GetBytes("{\"kv\":{},\r\n\"discord_user\":{\n}\r}"));

        using var client = await OpenAsync();

        (await client.ReceiveAsync())!.ShouldContain("data: {\"kv\":{},  \"discord_user\":{ } }");
    }

    [Theory]
    [InlineData("80351110224678912")]
    [InlineData("nope")]
    [InlineData("@me")]
    public async Task Whoever_is_not_monitored_has_no_events(string id)
    {
        foreach (var method in (string[])["GET", "HEAD"])
        {
            var answer = await RawHttp.SendAsync(_server.Port, method, $"/v1/users/{id}/events");

            RawHttp.Status(answer).ShouldBe(404);
            answer.ShouldContain("\r\nContent-Type: application/json; charset=utf-8\r\n");
            RawHttp.Body(answer).ShouldBe(method == "GET"
                ? "{\"error\":{\"code\":\"user_not_monitored\",\"message\":\"User is not being monitored by Lanyard\"},\"success\":false}"
                : "");
        }

        _server.OpenSockets.ShouldBe(0);
    }

    [Fact]
    public async Task Head_answers_without_a_stream()
    {
        var answer = await RawHttp.SendAsync(_server.Port, "HEAD", Path);

        RawHttp.Status(answer).ShouldBe(200);
        answer.ShouldContain("\r\nContent-Type: text/event-stream\r\n");
        RawHttp.Body(answer).ShouldBeEmpty();
        _server.Feed.Follows(Presences.User).ShouldBeFalse();
    }

    [Fact]
    public async Task A_silent_stream_has_a_comment_every_15_seconds()
    {
        using var client = await OpenAsync();
        await client.ReceiveAsync();

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            (await client.ReceiveAsync()).ShouldBe([":"]);
        }

        var changed = _server.Feed.Publish(Presences.User, "idle");
        (await client.ReceiveAsync()).ShouldBe(Update(changed));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("99")]
    public async Task A_client_that_comes_back_gets_only_what_is_newer(string lastEventId)
    {
        using var client = await OpenAsync(("Last-Event-ID", lastEventId));

        (await client.ReceiveAsync()).ShouldBe([":"]);
        var newer = new PresenceSnapshot(Presences.User, 100, Presences.Utf8(Presences.User, "dnd"));
        _server.Feed.Tell(newer);
        (await client.ReceiveAsync()).ShouldBe(Update(newer));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task A_client_that_missed_something_is_told_what_is_now(string lastEventId)
    {
        using var client = await OpenAsync(("Last-Event-ID", lastEventId));

        (await client.ReceiveAsync())![1].ShouldBe("event: INIT_STATE");
    }

    [Fact]
    public async Task A_user_who_leaves_and_comes_back_is_followed_on()
    {
        using var client = await OpenAsync();
        await client.ReceiveAsync();

        _server.Feed.Leave(Presences.User);
        var back = _server.Feed.Publish(Presences.User, "online");

        (await client.ReceiveAsync()).ShouldBe(Update(back));
    }

    [Fact]
    public async Task A_change_while_the_stream_begins_is_in_its_first_event()
    {
        _server.Feed.Gate = new TaskCompletionSource();
        var opening = OpenAsync();
        await Eventually.TrueAsync(() => _server.Feed.Follows(Presences.User), "the stream to follow");

        var changed = _server.Feed.Publish(Presences.User, "dnd");
        _server.Feed.Gate.SetResult();

        using var client = await opening;
        (await client.ReceiveAsync()).ShouldBe([$"id: {changed.Version}", "event: INIT_STATE", $"data: {Presences.Json(Presences.User, "dnd")}"]);
        var next = _server.Feed.Publish(Presences.User, "idle");
        (await client.ReceiveAsync()).ShouldBe(Update(next));
    }

    [Fact]
    public async Task A_client_that_does_not_keep_up_gets_the_newest_and_misses_those_in_between()
    {
        using var client = await OpenAsync();

        for (var i = 1; i < Flood; i++)
        {
            _server.Feed.Publish(Presences.User, Large(20_000));
        }

        var last = _server.Feed.Publish(Presences.User, "idle").Version;
        var seen = new List<long>();
        while (seen.LastOrDefault() < last)
        {
            seen.Add(long.Parse((await client.ReceiveAsync())![0]["id: ".Length..]));
        }

        seen.ShouldBeInOrder(SortDirection.Ascending);
        seen.Count.ShouldBeLessThan(Flood / 2);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_off()
    {
        using var client = await OpenAsync();
        await client.ReceiveAsync();

        await Eventually.TrueAsync(
            () =>
            {
                _server.Feed.Publish(Presences.User, Large(500_000));
                _time.Advance(TimeSpan.FromSeconds(15));
                return _server.OpenSockets == 0;
            },
            "the stream to be cut off");
        await Should.ThrowAsync<IOException>(async () =>
        {
            while (await client.ReceiveAsync() is not null)
            {
            }
        });
    }

    [Fact]
    public async Task A_client_that_leaves_is_forgotten()
    {
        var client = await OpenAsync();
        await client.ReceiveAsync();
        _server.OpenSockets.ShouldBe(1);

        client.Dispose();

        await Eventually.TrueAsync(() => _server.OpenSockets == 0, "the stream to end");
        _server.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_planned_stop_ends_the_stream_in_order()
    {
        using var client = await OpenAsync();
        await client.ReceiveAsync();

        var stopping = _server.StopAsync();

        (await client.ReceiveAsync()).ShouldBeNull();
        await stopping;
        _server.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_cluster_does_not_answer_the_stream_is_held()
    {
        _server.Feed.Broken = true;
        var opening = OpenAsync();
        await Eventually.TrueAsync(() => _server.Feed.Refused > 0, "the cluster to be asked");

        _server.Feed.Broken = false;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
                return opening.IsCompleted;
            },
            "the stream to open");

        using var client = await opening;
        (await client.ReceiveAsync())![1].ShouldBe("event: INIT_STATE");
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_at_all_is_unavailable()
    {
        _server.Feed.Broken = true;
        var answer = _server.Http.GetAsync(Path);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return answer.IsCompleted;
            },
            "the request to be given up");

        (await answer).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _server.OpenSockets.ShouldBe(0);
    }

    private static string[] Update(PresenceSnapshot snapshot) =>
        [$"id: {snapshot.Version}", "event: PRESENCE_UPDATE", $"data: {Encoding.UTF8.GetString(snapshot.Json.Span)}"];

    private static byte[] Large(int size) => Encoding.UTF8.GetBytes($"{{\"kv\":{{\"a\":\"{new string('x', size)}\"}},\"discord_status\":\"dnd\"}}");

    private Task<EventStreamClient> OpenAsync(params (string Name, string Value)[] headers) => EventStreamClient.OpenAsync(_server.Port, Path, headers);
}
