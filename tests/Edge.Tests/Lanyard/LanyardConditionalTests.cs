using System.Text;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>Entity tags of what REST answers, and requests by clients that have an answer already (RFC 9110 §13).</summary>
public sealed class LanyardConditionalTests : IAsyncLifetime
{
    private static readonly string UserPath = $"/v1/users/{Presences.User}";

    private EdgeServer _server = null!;

    public static TheoryData<string> Paths => [UserPath, $"{UserPath}/kv", $"/v1/users?ids={Presences.User},{Presences.Other}"];

    public async ValueTask InitializeAsync()
    {
        _server = await EdgeServer.StartAsync();
        _server.Feed.Publish(Presences.Other);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_client_that_has_the_answer_is_told_so_without_a_body(string path)
    {
        var tag = TagOf(await GetAsync(path));

        var answer = await GetAsync(path, $"If-None-Match: {tag}", "Origin: https://example.org");

        RawHttp.Status(answer).ShouldBe(304);
        RawHttp.Body(answer).ShouldBeEmpty();
        TagOf(answer).ShouldBe(tag);
        answer.ShouldContain("\r\nCache-Control: max-age=0, private, must-revalidate\r\n");
        answer.ShouldContain("\r\nVary: accept-encoding\r\n");
        answer.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        answer.ShouldNotContain("Content-");
    }

    [Theory]
    [InlineData("*", 304)]
    [InlineData("\"x\", {0}", 304)]
    [InlineData("{0},\"x\"", 304)]
    [InlineData("\"x\"", 200)]
    [InlineData("W/\"\"", 200)]
    [InlineData("x", 200)]
    public async Task Tags_are_compared_one_by_one(string header, int status)
    {
        var tag = TagOf(await GetAsync(UserPath));

        var answer = await GetAsync(UserPath, "If-None-Match: " + string.Format(null, header, tag));

        RawHttp.Status(answer).ShouldBe(status);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_change_is_another_tag(string path)
    {
        var before = TagOf(await GetAsync(path));
        _server.Feed.Publish(Presences.User, Presences.Utf8(Presences.User));
        TagOf(await GetAsync(path)).ShouldBe(before, "the same bytes are the same answer");

        var changed = Presences.Json(Presences.User, "dnd").Replace("\"a\":\"b\"", "\"a\":\"c\"", StringComparison.Ordinal);
        _server.Feed.Publish(Presences.User, Encoding.UTF8.GetBytes(changed));
        var answer = await GetAsync(path, $"If-None-Match: {before}");

        RawHttp.Status(answer).ShouldBe(200);
        TagOf(answer).ShouldNotBe(before);
    }

    /// <summary>Versions alone would not do: what was lost with a silo, or is written otherwise by another program, may have had the same.</summary>
    [Fact]
    public async Task Processes_agree_about_what_is_the_same_and_about_what_is_not()
    {
        await using var other = await EdgeServer.StartAsync();
        var tag = TagOf(await GetAsync(UserPath));
        TagOf(await RawHttp.SendAsync(other.Port, "GET", UserPath)).ShouldBe(tag);

        other.Feed.Publish(Presences.Other);
        other.Feed.Publish(Presences.User, "idle").Version.ShouldBe(_server.Feed.Publish(Presences.User, "dnd").Version);

        TagOf(await RawHttp.SendAsync(other.Port, "GET", UserPath)).ShouldNotBe(TagOf(await GetAsync(UserPath)));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task However_it_is_compressed_the_answer_is_the_same(string coding)
    {
        var tag = TagOf(await GetAsync(UserPath));

        TagOf(await GetAsync(UserPath, $"Accept-Encoding: {coding}")).ShouldBe(tag);
        var known = await GetAsync(UserPath, $"Accept-Encoding: {coding}", $"If-None-Match: {tag}");

        tag.ShouldStartWith("W/\"");
        RawHttp.Status(known).ShouldBe(304);
        known.ShouldContain("\r\nVary: accept-encoding\r\n");
    }

    [Fact]
    public async Task Head_is_conditional_too()
    {
        var tag = TagOf(await RawHttp.SendAsync(_server.Port, "HEAD", UserPath));

        RawHttp.Status(await RawHttp.SendAsync(_server.Port, "HEAD", UserPath, $"If-None-Match: {tag}")).ShouldBe(304);
    }

    [Fact]
    public async Task Nobody_has_what_is_not_there()
    {
        var answer = await GetAsync($"/v1/users/{Presences.Stranger}", "If-None-Match: *");

        RawHttp.Status(answer).ShouldBe(404);
        answer.ShouldNotContain("ETag");
    }

    private static string TagOf(string answer)
    {
        const string Name = "\r\nETag: ";
        var start = answer.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        start.ShouldBeGreaterThanOrEqualTo(Name.Length, answer);
        return answer[start..answer.IndexOf("\r\n", start, StringComparison.Ordinal)];
    }

    private Task<string> GetAsync(string path, params string[] headers) => RawHttp.SendAsync(_server.Port, "GET", path, headers);
}
