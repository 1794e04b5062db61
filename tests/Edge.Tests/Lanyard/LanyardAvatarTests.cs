using System.Text;
using Fabric.Edge.Lanyard.Avatars;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The quick links of lanyard.md §2.7, over a CDN on this machine.</summary>
public sealed class LanyardAvatarTests : IAsyncLifetime
{
    private const string Still = "\"avatar\":\"0123456789abcdef0123456789abcdef\",\"discriminator\":\"0\"";
    private const string Moving = "\"avatar\":\"a_0123456789abcdef0123456789abcdef\",\"discriminator\":\"0\"";

    private readonly ManualTimeProvider _time = new();
    private StubCdn _cdn = null!;
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _cdn = await StubCdn.StartAsync();
        _server = await EdgeServer.StartAsync(_time, settings: [KeyValuePair.Create<string, string?>("Edge:Avatars:BaseUrl", _cdn.Url + "/")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    [InlineData("gif")]
    public async Task H40_a_link_leads_to_the_avatar_in_that_format(string extension)
    {
        Publish(Moving);

        var answer = await GetAsync($"/{Presences.User}.{extension}");

        RawHttp.Status(answer).ShouldBe(200);
        answer.ShouldContain($"\r\nContent-Type: image/{extension}\r\n");
        RawHttp.Body(answer).ShouldBe($"/avatars/{Presences.User}/a_0123456789abcdef0123456789abcdef.{extension}");
        _cdn.Requests.ShouldBe([$"/avatars/{Presences.User}/a_0123456789abcdef0123456789abcdef.{extension}?size=1024"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?size=64")]
    [InlineData("/foo.gif")]
    public async Task H40_what_follows_the_link_is_of_no_account(string rest)
    {
        Publish(Still);

        RawHttp.Status(await GetAsync($"/{Presences.User}.png{rest}")).ShouldBe(200);

        _cdn.Requests.ShouldBe([$"/avatars/{Presences.User}/0123456789abcdef0123456789abcdef.png?size=1024"]);
    }

    [Fact]
    public async Task H41_a_still_avatar_asked_for_as_gif_is_a_jpg()
    {
        Publish(Still);

        var answer = await GetAsync($"/{Presences.User}.gif");

        answer.ShouldContain("\r\nContent-Type: image/jpg\r\n");
        _cdn.Requests.ShouldBe([$"/avatars/{Presences.User}/0123456789abcdef0123456789abcdef.jpg?size=1024"]);
    }

    [Theory]
    [InlineData("\"avatar\":null,\"discriminator\":\"0\"")]
    [InlineData("\"avatar\":null")]
    public async Task H42_without_an_avatar_the_id_says_which_default(string user)
    {
        Publish(user);

        RawHttp.Status(await GetAsync($"/{Presences.User}.gif")).ShouldBe(200);

        _cdn.Requests.ShouldBe([$"/embed/avatars/{(Presences.User.Value >> 22) % 6}.png"]);
    }

    [Fact]
    public async Task H43_without_an_avatar_an_old_discriminator_says_which_default()
    {
        Publish("\"avatar\":null,\"discriminator\":\"0007\"");

        RawHttp.Status(await GetAsync($"/{Presences.User}.png")).ShouldBe(200);

        _cdn.Requests.ShouldBe(["/embed/avatars/2.png"]);
    }

    [Theory]
    [InlineData("/80351110224678912.png", "user_not_monitored")]
    [InlineData("/.png", "user_not_monitored")]
    [InlineData("/nope.png", "user_not_monitored")]
    [InlineData("/94490510688792576.svg", "not_found")]
    [InlineData("/94490510688792576.PNG", "not_found")]
    [InlineData("/94490510688792576.x.png", "not_found")]
    [InlineData("//94490510688792576.png", "not_found")]
    [InlineData("/foo/94490510688792576.png", "not_found")]
    [InlineData("/94490510688792576", "not_found")]
    public async Task H44_other_links_lead_nowhere(string path, string code)
    {
        var answer = await GetAsync(path);

        RawHttp.Status(answer).ShouldBe(404);
        RawHttp.Body(answer).ShouldContain($"\"code\":\"{code}\"");
        _cdn.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task H44_other_methods_lead_nowhere() =>
        RawHttp.Status(await RawHttp.SendAsync(_server.Port, "POST", $"/{Presences.User}.png", "Content-Length: 0")).ShouldBe(404);

    [Fact]
    public async Task H45_a_cdn_that_cannot_be_reached_is_an_upstream_error()
    {
        _cdn.Answer = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        var answer = await GetAsync($"/{Presences.User}.png");

        ShouldBeUpstreamError(answer);
        answer.ShouldContain("\r\nContent-Type: application/json; charset=utf-8\r\n");
        answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
    }

    [Fact]
    public async Task H45_a_cdn_that_does_not_answer_is_an_upstream_error_after_a_while()
    {
        var asked = new TaskCompletionSource();
        _cdn.Answer = context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        var answer = GetAsync($"/{Presences.User}.png");
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(10));

        ShouldBeUpstreamError(await answer);
    }

    [Fact]
    public async Task H45_an_answer_without_end_is_an_upstream_error()
    {
        _cdn.Answer = static async context =>
        {
            var block = new byte[1024 * 1024];
            for (var written = 0; written <= AvatarSource.MostBytes && !context.RequestAborted.IsCancellationRequested; written += block.Length)
            {
                await context.Response.Body.WriteAsync(block);
            }
        };

        ShouldBeUpstreamError(await GetAsync($"/{Presences.User}.png"));
    }

    [Fact]
    public async Task H45_nobody_is_led_elsewhere_by_the_cdn()
    {
        _cdn.Answer = context =>
        {
            context.Response.Redirect(_cdn.Url + "/elsewhere");
            return Task.CompletedTask;
        };

        ShouldBeUpstreamError(await GetAsync($"/{Presences.User}.png"));
        _cdn.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(415)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_refusal_is_passed_on_as_it_is(int status)
    {
        _cdn.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("no");
        };

        var answer = await GetAsync($"/{Presences.User}.png");

        RawHttp.Status(answer).ShouldBe(status);
        RawHttp.Body(answer).ShouldBe("no");
        answer.ShouldContain("\r\nContent-Type: text/plain\r\n");
    }

    [Fact]
    public async Task Of_the_cdns_headers_only_those_about_the_image_are_passed_on()
    {
        Publish(Still);

        var answer = await GetAsync($"/{Presences.User}.png");

        answer.ShouldContain("\r\nETag: \"a\"\r\n");
        answer.ShouldContain("\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n");
        answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        answer.ShouldContain("\r\nX-Content-Type-Options: nosniff\r\n");
        answer.ShouldNotContain("cookie", Case.Insensitive);
        answer.ShouldNotContain("cf-ray", Case.Insensitive);
    }

    [Fact]
    public async Task A_link_is_not_kept_by_clients_for_as_long_as_an_image_is_by_the_cdn()
    {
        Publish(Still);

        (await GetAsync($"/{Presences.User}.png")).ShouldContain("\r\nCache-Control: public, max-age=300\r\n");
    }

    [Fact]
    public async Task Many_who_ask_together_are_one_request_to_the_cdn()
    {
        var gate = new TaskCompletionSource();
        _cdn.Answer = async context =>
        {
            await gate.Task;
            await StubCdn.WriteImageAsync(context, null);
        };

        var answers = Enumerable.Range(0, 20).Select(_ => GetAsync($"/{Presences.User}.png")).ToList();
        await Eventually.TrueAsync(() => !_cdn.Requests.IsEmpty, "the CDN to be asked");
        gate.SetResult();

        (await Task.WhenAll(answers)).ShouldAllBe(answer => RawHttp.Status(answer) == 200);
        _cdn.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_hangs_up_takes_the_image_from_nobody_else()
    {
        var gate = new TaskCompletionSource();
        _cdn.Answer = async context =>
        {
            await gate.Task;
            await StubCdn.WriteImageAsync(context, null);
        };
        using var hangsUp = new CancellationTokenSource();
        var first = _server.Http.GetAsync($"/{Presences.User}.png", hangsUp.Token);
        await Eventually.TrueAsync(() => !_cdn.Requests.IsEmpty, "the CDN to be asked");
        var second = GetAsync($"/{Presences.User}.png");

        await hangsUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        RawHttp.Status(await second).ShouldBe(200);
        _cdn.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_image_is_kept_as_long_as_the_cdn_allows_and_then_asked_about()
    {
        _cdn.Answer = static context => StubCdn.WriteImageAsync(context, "public, max-age=60");
        var first = await GetAsync($"/{Presences.User}.png");
        _time.Advance(TimeSpan.FromSeconds(59));
        (await GetAsync($"/{Presences.User}.png")).ShouldContain("\r\nCache-Control: public, max-age=1\r\n");
        _cdn.Requests.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(1));
        var renewed = await GetAsync($"/{Presences.User}.png");

        RawHttp.Status(renewed).ShouldBe(200);
        RawHttp.Body(renewed).ShouldBe(RawHttp.Body(first));
        _cdn.Requests.Count.ShouldBe(2);
        await GetAsync($"/{Presences.User}.png");
        _cdn.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_may_not_be_kept_is_asked_for_each_time()
    {
        _cdn.Answer = static context => StubCdn.WriteImageAsync(context, "no-store");

        await GetAsync($"/{Presences.User}.png");
        var answer = await GetAsync($"/{Presences.User}.png");

        answer.ShouldContain("\r\nCache-Control: max-age=0, private, must-revalidate\r\n");
        _cdn.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_cdn_is_away_an_older_image_is_handed_out()
    {
        _cdn.Answer = static context => StubCdn.WriteImageAsync(context, "public, max-age=60");
        await GetAsync($"/{Presences.User}.png");
        _time.Advance(TimeSpan.FromMinutes(2));
        await _cdn.DisposeAsync();

        var answer = await GetAsync($"/{Presences.User}.png");

        RawHttp.Status(answer).ShouldBe(200);
        answer.ShouldContain("\r\nCache-Control: max-age=0, private, must-revalidate\r\n");
    }

    [Theory]
    [InlineData("\"a\"", 304)]
    [InlineData("W/\"a\"", 304)]
    [InlineData("\"b\"", 200)]
    public async Task A_client_that_has_the_image_is_not_sent_it_again(string tag, int status)
    {
        var answer = await GetAsync($"/{Presences.User}.png", $"If-None-Match: {tag}");

        RawHttp.Status(answer).ShouldBe(status);
        answer.ShouldContain("\r\nETag: \"a\"\r\n");
        answer.ShouldContain("\r\nCache-Control: public, max-age=300\r\n");
        RawHttp.Body(answer).Length.ShouldBe(status == 200 ? RawHttp.Body(answer).Length : 0);
    }

    [Fact]
    public async Task Head_says_what_get_would_send()
    {
        var get = await GetAsync($"/{Presences.User}.png");
        var head = await RawHttp.SendAsync(_server.Port, "HEAD", $"/{Presences.User}.png");

        RawHttp.Status(head).ShouldBe(200);
        head.ShouldContain($"\r\nContent-Length: {RawHttp.Body(get).Length}\r\n");
        RawHttp.Body(head).ShouldBeEmpty();
    }

    private static void ShouldBeUpstreamError(string answer)
    {
        RawHttp.Status(answer).ShouldBe(502);
        RawHttp.Body(answer).ShouldBe(
            "{\"error\":{\"code\":\"upstream_error\",\"message\":\"Failed to fetch avatar from Discord CDN\"},\"success\":false}");
    }

    private Task<string> GetAsync(string path, params string[] headers) =>
        RawHttp.SendAsync(_server.Port, "GET", path, ["Origin: https://example.org", .. headers]);

    private void Publish(string user) => _server.Feed.Publish(
        Presences.User, Encoding.UTF8.GetBytes($"{{\"kv\":{{\"discord_user\":\"x\"}},\"discord_user\":{{\"id\":\"{Presences.User}\",{user}}},\"activities\":[]}}"));
}
