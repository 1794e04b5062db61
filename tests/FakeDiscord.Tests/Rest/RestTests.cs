using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Tests.Rest;

/// <summary>REST, CDN and the control API over HTTP.</summary>
public sealed class RestTests : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("v9")]
    [InlineData("v10")]
    public async Task Says_where_the_gateway_is_and_how_often_one_may_identify(string version)
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { Shards = 3, MaxConcurrency = 2, SessionStartRemaining = 998 });
        Authorize(discord);

        var bot = await _http.GetFromJsonAsync<JsonElement>($"{discord.Addresses.Api}/{version}/gateway/bot");
        var open = await _http.GetFromJsonAsync<JsonElement>($"{discord.Addresses.Api}/{version}/gateway");

        bot.GetProperty("url").GetString().ShouldBe(discord.Addresses.Gateway);
        bot.GetProperty("shards").GetInt32().ShouldBe(3);
        var limit = bot.GetProperty("session_start_limit");
        limit.GetProperty("total").GetInt32().ShouldBe(1000);
        limit.GetProperty("remaining").GetInt32().ShouldBe(998);
        limit.GetProperty("max_concurrency").GetInt32().ShouldBe(2);
        open.GetProperty("url").GetString().ShouldBe(discord.Addresses.Gateway);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bot wrong")]
    [InlineData("Bearer {token}")]
    [InlineData("{token}")]
    public async Task Refuses_a_wrong_token(string? authorization)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{discord.Addresses.Api}/v10/gateway/bot");
        request.Headers.TryAddWithoutValidation(
            "Authorization", authorization?.Replace("{token}", discord.Token, StringComparison.Ordinal));

        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"message":"401: Unauthorized","code":0}""");
    }

    [Fact]
    public async Task Limits_the_rate_on_demand()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        Authorize(discord);
        discord.Rest.RateLimitNext(TimeSpan.FromSeconds(1.5), global: true);

        using var limited = await _http.GetAsync(new Uri($"{discord.Addresses.Api}/v10/gateway/bot"));
        using var next = await _http.GetAsync(new Uri($"{discord.Addresses.Api}/v10/gateway/bot"));

        limited.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await limited.Content.ReadAsStringAsync()).ShouldBe(
            """{"message":"You are being rate limited.","retry_after":1.5,"global":true}""");
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tells_what_is_left_of_a_routes_limit_and_refuses_more()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { RestLimit = 2, RestWindow = TimeSpan.FromMinutes(5) });
        Authorize(discord);
        var gateway = new Uri($"{discord.Addresses.Api}/v10/gateway/bot");

        using var first = await _http.GetAsync(gateway);
        using var second = await _http.GetAsync(gateway);
        using var third = await _http.GetAsync(gateway);
        using var elsewhere = await _http.GetAsync(new Uri($"{discord.Addresses.Api}/v10/users/@me"));

        new[] { first, second, third, elsewhere }.Select(static response => Header(response, "X-RateLimit-Remaining")).ShouldBe(["1", "0", "0", "1"]);
        Header(first, "X-RateLimit-Limit").ShouldBe("2");
        Header(second, "X-RateLimit-Bucket").ShouldBe(Header(first, "X-RateLimit-Bucket"));
        Header(elsewhere, "X-RateLimit-Bucket").ShouldNotBe(Header(first, "X-RateLimit-Bucket"));
        double.Parse(Header(first, "X-RateLimit-Reset-After"), CultureInfo.InvariantCulture).ShouldBeInRange(200, 300);
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(200, 300);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Takes_messages_to_users_and_channels()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        Authorize(discord);
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        var api = $"{discord.Addresses.Api}/v10";

        using var channel = await _http.PostAsJsonAsync($"{api}/users/@me/channels", new { recipient_id = ada.Id.ToString() });
        var channelId = (await channel.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var direct = await _http.PostAsJsonAsync($"{api}/channels/{channelId}/messages", new { content = "hello" });
        using var open = await _http.PostAsJsonAsync(
            $"{api}/channels/{discord.World.TextChannelOf(guild)}/messages", new { content = "hello all" });
        using var empty = await _http.PostAsJsonAsync($"{api}/channels/{channelId}/messages", new { content = "" });
        using var unknown = await _http.PostAsJsonAsync($"{api}/channels/1/messages", new { content = "hello" });

        direct.StatusCode.ShouldBe(HttpStatusCode.OK);
        discord.Rest.Messages.Select(static message => (message.Content, message.GuildId)).ShouldBe(
            [("hello", null), ("hello all", guild)]);
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("png", "image/png", "89504E470D0A1A0A")]
    [InlineData("gif", "image/gif", "474946383961")]
    [InlineData("webp", "image/webp", "52494646")]
    [InlineData("jpg", "image/jpeg", "FFD8FF")]
    public async Task Serves_avatars(string extension, string type, string magic)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser(new DiscordUser { Id = 7, Username = "ada", Avatar = "a_0011" });

        using var response = await _http.GetAsync(new Uri($"{discord.Addresses.Cdn}/avatars/{ada.Id}/a_0011.{extension}?size=1024"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        Convert.ToHexString(await response.Content.ReadAsByteArrayAsync()).ShouldStartWith(magic);
        response.Headers.ETag.ShouldNotBeNull();
        discord.Cdn.Requests.ShouldBe([$"/avatars/7/a_0011.{extension}?size=1024"]);
    }

    [Theory]
    [InlineData("/avatars/7/0011.png", HttpStatusCode.OK)]
    [InlineData("/avatars/7/0011.gif", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/avatars/7/0011.svg", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/avatars/7/2222.png", HttpStatusCode.NotFound)]
    [InlineData("/avatars/8/0011.png", HttpStatusCode.NotFound)]
    [InlineData("/embed/avatars/5.png", HttpStatusCode.OK)]
    [InlineData("/embed/avatars/6.png", HttpStatusCode.NotFound)]
    public async Task Knows_which_images_exist(string path, HttpStatusCode status)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.World.AddUser(new DiscordUser { Id = 7, Username = "ada", Avatar = "0011" });

        using var response = await _http.GetAsync(new Uri(discord.Addresses.Cdn + path));

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Loses_the_cdn_on_demand()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var image = new Uri($"{discord.Addresses.Cdn}/embed/avatars/0.png");
        discord.Cdn.FailNext(503);

        using var failed = await _http.GetAsync(image);
        discord.Cdn.Reachable = false;
        var cut = _http.GetAsync(image);

        failed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await cut.ShouldThrowAsync<HttpRequestException>();
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private void Authorize(FakeDiscordServer discord) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", discord.Token);
}
