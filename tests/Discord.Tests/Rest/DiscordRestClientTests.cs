using System.Net;
using Fabric.Discord.Rest;
using Fabric.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Rest;

public sealed class DiscordRestClientTests
{
    private const string Answer =
        """{"url":"ws://127.0.0.1:5/","shards":3,"session_start_limit":{"total":1000,"remaining":998,"reset_after":14400000,"max_concurrency":2}}""";

    private readonly ManualTimeProvider _clock = new();
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly List<HttpRequestMessage> _requests = [];

    [Fact]
    public async Task Asks_as_a_bot_and_reads_the_answer()
    {
        Answers(HttpStatusCode.OK, Answer);

        var answer = await Client().GetGatewayBotAsync(CancellationToken.None);

        _requests[0].RequestUri.ShouldBe(new Uri("http://127.0.0.1:4/api/v10/gateway/bot"));
        _requests[0].Headers.Authorization!.ToString().ShouldBe("Bot secret-token");
        _requests[0].Headers.UserAgent.ToString().ShouldStartWith("DiscordBot (");
        answer.Url.ShouldBe(new Uri("ws://127.0.0.1:5/"));
        answer.Shards.ShouldBe(3);
        answer.SessionStartLimit.ShouldBe(new SessionStartLimit(1000, 998, TimeSpan.FromHours(4), 2));
        answer.FetchedAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task Does_not_try_a_refused_token_again()
    {
        Answers(HttpStatusCode.Unauthorized, """{"message":"401: Unauthorized","code":0}""");

        var failure = await Should.ThrowAsync<DiscordTokenRefusedException>(Client().GetGatewayBotAsync(CancellationToken.None));

        failure.Message.ShouldContain("refused the bot token");
        failure.ToString().ShouldNotContain("secret-token");
        _requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("3", """{"retry_after":1.25}""", 3)]
    [InlineData("1", """{"retry_after":1.25,"global":false}""", 1.25)]
    [InlineData(null, """{"retry_after":0.5}""", 0.5)]
    [InlineData("7", "error code: 1015", 7)]
    [InlineData(null, "", 5)]
    public async Task Waits_out_a_rate_limit_for_as_long_as_it_is_told(string? header, string body, double seconds)
    {
        _answers.Enqueue(() =>
        {
            var limited = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(body) };
            limited.Headers.TryAddWithoutValidation("Retry-After", header);
            return limited;
        });
        Answers(HttpStatusCode.OK, Answer);

        var asking = Client().GetGatewayBotAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _clock.PendingTimers == 1, "the client waits");
        _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        _requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await asking).Shards.ShouldBe(3);
    }

    [Fact]
    public async Task Tries_again_after_server_errors_and_broken_connections()
    {
        Answers(HttpStatusCode.BadGateway, "<html>");
        _answers.Enqueue(static () => throw new HttpRequestException("Connection refused"));
        Answers(HttpStatusCode.OK, "not JSON");
        Answers(HttpStatusCode.OK, Answer);

        var asking = Client().GetGatewayBotAsync(CancellationToken.None);
        foreach (var seconds in (int[])[1, 2, 4])
        {
            await Eventually.TrueAsync(() => _clock.PendingTimers == 1, "the client waits");
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        (await asking).Shards.ShouldBe(3);
    }

    [Fact]
    public async Task Gives_a_lasting_failure_to_the_caller_with_the_address_in_it()
    {
        for (var attempt = 0; attempt < DiscordRestClient.MaxAttempts; attempt++)
        {
            _answers.Enqueue(static () => throw new HttpRequestException("Connection refused"));
        }

        var asking = Client().GetGatewayBotAsync(CancellationToken.None);
        foreach (var seconds in (int[])[1, 2, 4, 8])
        {
            await Eventually.TrueAsync(() => _clock.PendingTimers == 1, "the client waits");
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        var failure = await Should.ThrowAsync<DiscordRestException>(asking);
        failure.Message.ShouldContain("http://127.0.0.1:4/api/v10 cannot be reached: Connection refused");
    }

    [Fact]
    public async Task Does_not_repeat_what_Discord_forbids()
    {
        Answers(HttpStatusCode.Forbidden, "{}");

        var failure = await Should.ThrowAsync<DiscordRestException>(Client().GetGatewayBotAsync(CancellationToken.None));

        failure.Status.ShouldBe(HttpStatusCode.Forbidden);
        failure.Message.ShouldContain("403");
    }

    [Theory]
    [InlineData("""{"url":"http://x","shards":1,"session_start_limit":{"total":1,"remaining":1,"reset_after":0,"max_concurrency":1}}""")]
    [InlineData("""{"url":null,"shards":1,"session_start_limit":{"total":1,"remaining":1,"reset_after":0,"max_concurrency":1}}""")]
    [InlineData("""{"url":"wss://x"}""")]
    [InlineData("null")]
    public async Task Does_not_take_an_answer_that_lacks_the_address_or_the_budget(string body)
    {
        Answers(HttpStatusCode.OK, body);
        Answers(HttpStatusCode.OK, Answer);

        var asking = Client().GetGatewayBotAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _clock.PendingTimers == 1, "the client waits");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await asking).Shards.ShouldBe(3);
    }

    [Fact]
    public async Task Asks_once_a_minute_for_many_shards()
    {
        Answers(HttpStatusCode.OK, Answer);
        Answers(HttpStatusCode.OK, Answer);
        using var cache = new GatewayBotCache(Client(), _clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cache.GetAsync(CancellationToken.None).AsTask()));
        _requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await cache.GetAsync(CancellationToken.None);

        _requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bot abc")]
    [InlineData("abc\n")]
    [InlineData("åbc")]
    public void Refuses_what_cannot_be_a_token_without_repeating_it(string token)
    {
        var failure = Should.Throw<ArgumentException>(() => new BotToken(token));

        failure.Message.ShouldStartWith("The bot token ");
        failure.Message.ShouldNotContain("abc");
    }

    private void Answers(HttpStatusCode status, string body) =>
        _answers.Enqueue(() => new HttpResponseMessage(status) { Content = new StringContent(body) });

    private DiscordRestClient Client() => new(
        new HttpClient(new Handler(this)),
        new DiscordRestOptions { Token = new BotToken("secret-token"), BaseUrl = new Uri("http://127.0.0.1:4/api/v10") },
        _clock,
        new FixedRandom(0),
        NullLogger<DiscordRestClient>.Instance);

    private sealed class Handler(DiscordRestClientTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._requests.Add(request);
            return Task.FromResult(test._answers.Dequeue()());
        }
    }
}
