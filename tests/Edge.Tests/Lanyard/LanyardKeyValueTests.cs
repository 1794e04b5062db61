using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks H11 to H35 of lanyard.md §9, and W25, against real grains.</summary>
public sealed class LanyardKeyValueTests : IAsyncLifetime
{
    private const string Charset = "key must be alphanumeric (a-zA-Z0-9_)";
    private const string LongKey = "key must be 255 characters or less";
    private const string LongValue = "value must be 30000 characters or less";
    private const string PutLimit = "request would exceed key limit (512), please delete keys first";
    private const string PatchLimit = "request would exceed the key limit (512), please delete some keys first";
    private const string Object = "body must be an object";
    private const string NoPermission = "You do not have permission to access this resource";

    private static readonly UserId User = new(94490510688792576);
    private static readonly UserId Other = new(94490510688792577);

    private ClusterServer _server = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _server = await ClusterServer.StartAsync();
        await _server.SeeAsync(User, "online");
        _key = await _server.Grain<IKeyOwnerGrain>(KeyOwnerKey.Of(User)).RotateAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lnyd_00000000000000000000000000000000")]
    public async Task H11_H14_without_a_key_that_counts_nobody_is_me(string? key) =>
        await ShouldRefuseAsync(await SendAsync("GET", "/v1/users/@me", key), 401, "no_permission", NoPermission);

    [Fact]
    public async Task H12_with_a_key_me_is_its_owner()
    {
        var json = await JsonAsync(await SendAsync("GET", "/v1/users/@me", _key), HttpStatusCode.OK);

        json["success"]!.GetValue<bool>().ShouldBeTrue();
        json["data"]!["discord_user"]!["id"]!.GetValue<string>().ShouldBe(User.ToString());
    }

    [Fact]
    public async Task H13_the_key_has_no_scheme() =>
        await ShouldRefuseAsync(await SendAsync("GET", "/v1/users/@me", $"Bearer {_key}"), 401, "no_permission", NoPermission);

    [Theory]
    [InlineData("GET", "/v1/users/@me")]
    [InlineData("PUT", "/v1/users/@me/kv/a")]
    [InlineData("PATCH", "/v1/users/@me/kv")]
    [InlineData("DELETE", "/v1/users/@me/kv/a")]
    public async Task H15_the_key_of_a_user_who_left_finds_nobody(string method, string path)
    {
        await _server.LeaveAsync(User);

        await ShouldRefuseAsync(
            await SendAsync(method, path, _key, "{}"), 404, "user_not_monitored", "User is not being monitored by Lanyard");
    }

    [Theory]
    [InlineData("@me")]
    [InlineData("94490510688792576")]
    public async Task H16_H17_H51_a_value_is_put_and_shown(string user)
    {
        var response = await SendAsync("PUT", $"/v1/users/{user}/kv/a", _key, "hello");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        response.Content.Headers.ContentType.ShouldBeNull();
        (await ValuesAsync()).ToJsonString().ShouldBe("""{"a":"hello"}""");
    }

    [Theory]
    [InlineData("94490510688792577")]
    [InlineData("nope")]
    [InlineData("094490510688792576")]
    public async Task H18_nobody_changes_what_is_somebody_elses(string user)
    {
        await _server.SeeAsync(Other, "online");

        await ShouldRefuseAsync(await SendAsync("PUT", $"/v1/users/{user}/kv/a", _key, "x"), 401, "no_permission", NoPermission);
    }

    [Theory]
    [InlineData("PUT", "/v1/users/94490510688792576/kv/a")]
    [InlineData("PATCH", "/v1/users/94490510688792576/kv")]
    [InlineData("DELETE", "/v1/users/94490510688792576/kv/a")]
    public async Task H19_nobody_changes_anything_without_a_key(string method, string path) =>
        await ShouldRefuseAsync(await SendAsync(method, path, null, "x"), 401, "no_permission", NoPermission);

    [Fact]
    public async Task H20_a_value_may_be_empty()
    {
        await PutAsync("a", "");

        (await ValuesAsync()).ToJsonString().ShouldBe("""{"a":""}""");
    }

    [Theory]
    [InlineData("bad-key", Charset)]
    [InlineData("nl%0A", Charset)]
    [InlineData("%ff", Charset)]
    public async Task H21_a_key_has_letters_digits_and_underscores(string key, string message) =>
        await ShouldRefuseAsync(await SendAsync("PUT", $"/v1/users/@me/kv/{key}", _key, "x"), 404, "kv_validation_failed", message);

    [Fact]
    public async Task Refusals_are_counted_by_their_reason()
    {
        await SendAsync("PUT", "/v1/users/@me/kv/bad-key", _key, "x");
        await SendAsync("PUT", "/v1/users/@me/kv/a", _key, new string('x', 30_001));

        var text = await _server.Http.GetStringAsync("/metrics");
        text.ShouldContain("lanyard_kv_validation_failures_total{reason=\"key_invalid\"} 1\n");
        text.ShouldContain("lanyard_kv_validation_failures_total{reason=\"value_too_long\"} 1\n");
        text.ShouldContain("lanyard_kv_validation_failures_total{reason=\"key_limit\"} 0\n");
        text.ShouldContain("lanyard_monitored_users 1\n");
    }

    [Fact]
    public async Task H22_a_key_has_255_characters_at_most()
    {
        await PutAsync(new string('k', 255), "x");

        await ShouldRefuseAsync(
            await SendAsync("PUT", $"/v1/users/@me/kv/{new string('k', 256)}", _key, "x"), 404, "kv_validation_failed", LongKey);
    }

    [Fact]
    public async Task H23_a_value_has_30000_characters_at_most()
    {
        await PutAsync("a", new string('v', 30_000));

        await ShouldRefuseAsync(
            await SendAsync("PUT", "/v1/users/@me/kv/a", _key, new string('v', 30_001)), 404, "kv_validation_failed", LongValue);
    }

    [Fact]
    public async Task H24_characters_are_those_that_people_see() => await PutAsync("a", string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 30_000)));

    [Fact]
    public async Task H25_H26_H32_a_user_has_512_keys_at_most()
    {
        (await SendAsync("PATCH", "/v1/users/@me/kv", _key, Pairs(0, 512))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await ShouldRefuseAsync(await SendAsync("PUT", "/v1/users/@me/kv/new", _key, "x"), 404, "kv_validation_failed", PutLimit);
        await ShouldRefuseAsync(await SendAsync("PUT", "/v1/users/@me/kv/bad-key", _key, "x"), 404, "kv_validation_failed", PutLimit);
        await ShouldRefuseAsync(await SendAsync("PATCH", "/v1/users/@me/kv", _key, Pairs(512, 1)), 404, "kv_validation_failed", PatchLimit);
        await ShouldRefuseAsync(await SendAsync("PATCH", "/v1/users/@me/kv", _key, """{"bad-key":""}"""), 404, "kv_validation_failed", Charset);
        await PutAsync("key7", "another");
    }

    [Theory]
    [InlineData("PUT", "/v1/users/@me/kv/")]
    [InlineData("PUT", "/v1/users/@me/kv")]
    [InlineData("DELETE", "/v1/users/@me/kv")]
    [InlineData("PATCH", "/v1/users/@me/kv/a")]
    [InlineData("GET", "/v1/users/@me/kv/a")]
    [InlineData("POST", "/v1/users/@me/kv/a")]
    public async Task H9_H27_H34_other_ways_do_not_exist(string method, string path) =>
        await ShouldRefuseAsync(await SendAsync(method, path, _key, "x"), 404, "not_found", "Route does not exist");

    [Fact]
    public async Task H28_many_are_merged_with_what_is_there()
    {
        await PutAsync("kept", "k");
        await PutAsync("a", "old");

        (await SendAsync("PATCH", "/v1/users/@me/kv", _key, """{"a":"1","b":"2"}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ValuesAsync()).Select(static pair => $"{pair.Key}={pair.Value}").ShouldBe(["kept=k", "a=1", "b=2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"ok":"y","a":["x"]}""")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("""{"a":"\ud800"}""")]
    public async Task H29_what_is_no_object_of_strings_is_refused(string body)
    {
        await ShouldRefuseAsync(await SendAsync("PATCH", "/v1/users/@me/kv", _key, body), 404, "invalid_kv_value", Object);

        (await ValuesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task H30_nothing_may_be_merged() =>
        (await SendAsync("PATCH", "/v1/users/@me/kv", _key, "{}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    [Fact]
    public async Task H31_of_many_all_are_taken_or_none()
    {
        await ShouldRefuseAsync(
            await SendAsync("PATCH", "/v1/users/@me/kv", _key, """{"ok":"y","bad-key":"x"}"""), 404, "kv_validation_failed", Charset);

        (await ValuesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task H33_what_is_deleted_is_gone_and_what_is_not_there_too()
    {
        await PutAsync("a", "x");

        (await SendAsync("DELETE", "/v1/users/@me/kv/a", _key)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("DELETE", "/v1/users/@me/kv/a", _key)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ValuesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task H35_the_body_is_the_value_whatever_it_is_said_to_be()
    {
        using var request = Request("PUT", "/v1/users/@me/kv/a", _key);
        request.Content = new StringContent("""{"not":"parsed"}""", Encoding.UTF8, "application/json");
        (await _server.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ValuesAsync())["a"]!.GetValue<string>().ShouldBe("""{"not":"parsed"}""");
    }

    [Fact]
    public async Task A_value_that_is_no_text_is_refused()
    {
        using var request = Request("PUT", "/v1/users/@me/kv/a", _key);
        request.Content = new ByteArrayContent([0xC3, 0x28]);

        await ShouldRefuseAsync(await _server.Http.SendAsync(request), 404, "kv_validation_failed", "value must be valid UTF-8");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused(bool isChunked)
    {
        using var request = Request("PUT", "/v1/users/@me/kv/a", _key);
        request.Content = new ByteArrayContent(new byte[1_048_577]);
        request.Headers.TransferEncodingChunked = isChunked;

        await ShouldRefuseAsync(await _server.Http.SendAsync(request), 413, "body_too_large", "body must be 1048576 bytes or less");
    }

    [Fact]
    public async Task W25_a_change_is_told_to_subscribers()
    {
        await using var client = await _server.ConnectAsync();
        await client.ReceiveJsonAsync();
        await client.SendAsync($$$"""{"op":2,"d":{"subscribe_to_id":"{{{User}}}"}}""");
        await client.ReceiveJsonAsync();

        await PutAsync("a", "hello");

        var update = (await client.ReceiveJsonAsync()).ShouldNotBeNull();
        (update["t"]!.GetValue<string>(), update["d"]!["kv"]!["a"]!.GetValue<string>()).ShouldBe(("PRESENCE_UPDATE", "hello"));
        (await ValuesAsync())["a"]!.GetValue<string>().ShouldBe("hello");
    }

    [Fact]
    public async Task H9_the_store_alone_is_read_without_a_key()
    {
        await PutAsync("a", "x");

        var json = await JsonAsync(await SendAsync("GET", $"/v1/users/{User}/kv", null), HttpStatusCode.OK);

        json.ToJsonString().ShouldBe("""{"data":{"a":"x"},"success":true}""");
        await ShouldRefuseAsync(
            await SendAsync("GET", $"/v1/users/{Other}/kv", null), 404, "user_not_monitored", "User is not being monitored by Lanyard");
    }

    [Fact]
    public async Task H8_many_users_are_read_at_once_and_those_who_are_not_monitored_are_left_out()
    {
        await _server.SeeAsync(Other, "dnd");

        var json = await JsonAsync(await SendAsync("GET", $"/v1/users?ids={User},{Other},7,nope,{User}", null), HttpStatusCode.OK);

        json["data"]!.AsObject().Select(static one => one.Key).ShouldBe([User.ToString(), Other.ToString()], ignoreOrder: true);
        json["data"]![Other.ToString()]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
    }

    [Fact]
    public async Task H8_more_users_than_a_hundred_are_too_many()
    {
        var ids = string.Join(',', Enumerable.Range(1, 101));

        await ShouldRefuseAsync(await SendAsync("GET", $"/v1/users?ids={ids}", null), 400, "too_many_ids", "ids must be 100 or less");
        (await JsonAsync(await SendAsync("GET", "/v1/users?ids=", null), HttpStatusCode.OK)).ToJsonString().ShouldBe("""{"data":{},"success":true}""");
    }

    private static HttpRequestMessage Request(string method, string path, string? key)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", key);
        }

        return request;
    }

    private static string Pairs(int from, int count)
    {
        var pairs = Enumerable.Range(from, count).Select(static index => string.Create(CultureInfo.InvariantCulture, $"\"key{index}\":\"\""));
        return $"{{{string.Join(',', pairs)}}}";
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, int status, string code, string message)
    {
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe($"{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}},\"success\":false}}");
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? key, string? body = null)
    {
        using var request = Request(method, path, key);
        request.Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return await _server.Http.SendAsync(request);
    }

    private async Task PutAsync(string key, string value) =>
        (await SendAsync("PUT", $"/v1/users/@me/kv/{key}", _key, value)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private async Task<JsonObject> ValuesAsync() =>
        (await JsonAsync(await SendAsync("GET", $"/v1/users/{User}", null), HttpStatusCode.OK))["data"]!["kv"]!.AsObject();
}
