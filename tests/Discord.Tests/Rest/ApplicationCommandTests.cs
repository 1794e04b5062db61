using System.Net;
using Fabric.Discord.Rest;
using Fabric.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Rest;

/// <summary>Slash commands over Discord's REST API: which count as registered, and how they are answered.</summary>
public sealed class ApplicationCommandTests
{
    private const string Registered = """
        [{"id":"1","application_id":"7","version":"2","default_member_permissions":null,"type":1,"name":"kv","name_localizations":null,
        "description":"Values","dm_permission":true,"contexts":[1,0],"integration_types":[0],"nsfw":false,
        "options":[{"type":1,"name":"get","description":"Shows","options":[{"type":3,"name":"key","description":"The key","required":true,"max_length":255}]},
        {"type":1,"name":"list","description":"Lists","options":[]}]},
        {"id":"3","type":2,"name":"Report","description":""}]
        """;

    private readonly ManualTimeProvider _clock = new();
    private readonly List<(string Path, string Body)> _requests = [];
    private HttpStatusCode _status = HttpStatusCode.OK;
    private string _answer = Registered;

    [Fact]
    public async Task A_command_is_the_same_whatever_Discord_has_added()
    {
        var registered = await Client().GetCommandsAsync(7, CancellationToken.None);

        _requests.Single().Path.ShouldBe("/api/v10/applications/7/commands");
        registered.Length.ShouldBe(2);
        Ours().IsSameAs(registered[0]).ShouldBeTrue();
        Ours().IsSameAs(registered[1]).ShouldBeFalse();
        (Ours() with { Description = "Other" }).IsSameAs(registered[0]).ShouldBeFalse();
        (Ours() with { Contexts = [0] }).IsSameAs(registered[0]).ShouldBeFalse();
        (Ours() with { Options = [Ours().Options![0]] }).IsSameAs(registered[0]).ShouldBeFalse();
        (Ours() with { Options = [.. Ours().Options!.Reverse()] }).IsSameAs(registered[0]).ShouldBeFalse("the order is what users see");
    }

    [Fact]
    public async Task A_command_is_sent_with_what_it_has_alone()
    {
        await Client().CreateCommandAsync(7, new ApplicationCommand("apikey", "Makes a key"), CancellationToken.None);

        _requests.Single().Body.ShouldBe("""{"name":"apikey","description":"Makes a key"}""");
    }

    [Fact]
    public async Task An_answer_is_for_one_user_and_pings_nobody()
    {
        _status = HttpStatusCode.NoContent;

        await Client().RespondAsync(5, "to/ken", new MessagePayload("hello"), CancellationToken.None);

        _requests.Single().Path.ShouldBe("/api/v10/interactions/5/to%2Fken/callback");
        _requests.Single().Body.ShouldBe("""{"type":4,"data":{"content":"hello","allowed_mentions":{"parse":[]},"flags":64}}""");
    }

    [Fact]
    public async Task A_failure_does_not_tell_what_would_answer_the_interaction()
    {
        _status = HttpStatusCode.NotFound;

        var failure = await Should.ThrowAsync<DiscordRestException>(Client().RespondAsync(5, "secret", new MessagePayload("hello"), CancellationToken.None));

        failure.ToString().ShouldNotContain("secret");
        failure.Message.ShouldContain("404 to POST /interactions/…/callback");
    }

    [Fact]
    public async Task An_answer_is_given_up_when_Discord_takes_it_no_longer()
    {
        (_status, _answer) = (HttpStatusCode.TooManyRequests, """{"retry_after":60}""");

        var answering = Client().RespondAsync(5, "token", new MessagePayload("hello"), CancellationToken.None);
        await Eventually.TrueAsync(() => _requests.Count == 1 && _clock.PendingTimers == 2, "the client waits");
        _clock.Advance(TimeSpan.FromSeconds(3));

        await Should.ThrowAsync<OperationCanceledException>(answering);
        _requests.Count.ShouldBe(1);
    }

    private static ApplicationCommand Ours() => new("kv", "Values", [
        new(ApplicationCommandOption.Subcommand, "get", "Shows", Options: [new(ApplicationCommandOption.Text, "key", "The key", Required: true, MaxLength: 255)]),
        new(ApplicationCommandOption.Subcommand, "list", "Lists"),
    ], [0, 1]);

    private DiscordRestClient Client() => new(
        new HttpClient(new Handler(this)),
        new DiscordRestOptions { Token = new BotToken("bot-token"), BaseUrl = new Uri("http://127.0.0.1:4/api/v10") },
        _clock,
        new SeededRandom(1),
        NullLogger<DiscordRestClient>.Instance);

    private sealed class Handler(ApplicationCommandTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._requests.Add((request.RequestUri!.AbsolutePath, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(test._status) { Content = new StringContent(test._answer) };
        }
    }
}
