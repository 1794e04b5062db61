using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fabric.Testing;

namespace Fabric.FakeDiscord.Tests.Rest;

/// <summary>Slash commands: registering them, giving one, answering it.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Registers_a_command_over_one_of_the_same_name()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        Authorize(discord);
        var commands = new Uri($"{discord.Addresses.Api}/v10/applications/{discord.World.BotId}/commands");

        using var first = await _http.PostAsJsonAsync(commands, new { name = "kv", description = "Values" });
        using var second = await _http.PostAsJsonAsync(commands, new { name = "kv", description = "Your values" });
        using var bad = await _http.PostAsJsonAsync(commands, new { name = "kv" });
        using var other = await _http.GetAsync(new Uri($"{discord.Addresses.Api}/v10/applications/7/commands"));
        var registered = await _http.GetFromJsonAsync<JsonElement>(commands);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (bad.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
        registered.EnumerateArray().Single().GetProperty("description").GetString().ShouldBe("Your values");
        discord.Commands.Writes.ShouldBe(2);
    }

    [Fact]
    public async Task Tells_the_application_and_asks_for_the_token()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var me = new Uri($"{discord.Addresses.Api}/v10/applications/@me");

        using var refused = await _http.GetAsync(me);
        Authorize(discord);
        var application = await _http.GetFromJsonAsync<JsonElement>(me);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        application.GetProperty("id").GetString().ShouldBe(discord.World.BotId.ToString());
    }

    [Fact]
    public async Task Tells_the_bot_of_a_command_in_a_guild_and_in_a_direct_message()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        var guild = discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord);

        discord.Commands.Give(ada.Id, "kv set", new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "a" }, guild);
        var inGuild = (await client.NextAsync("INTERACTION_CREATE")).GetProperty("d");
        discord.Commands.Give(ada.Id, "apikey");
        var direct = (await client.NextAsync("INTERACTION_CREATE")).GetProperty("d");

        inGuild.GetProperty("guild_id").GetString().ShouldBe(guild.ToString());
        inGuild.GetProperty("member").GetProperty("user").GetProperty("id").GetString().ShouldBe(ada.Id.ToString());
        var below = inGuild.GetProperty("data").GetProperty("options")[0];
        (inGuild.GetProperty("data").GetProperty("name").GetString(), below.GetProperty("name").GetString()).ShouldBe(("kv", "set"));
        below.GetProperty("options")[0].GetProperty("value").GetString().ShouldBe("a");
        direct.TryGetProperty("guild_id", out _).ShouldBeFalse();
        direct.GetProperty("user").GetProperty("id").GetString().ShouldBe(ada.Id.ToString());
    }

    [Fact]
    public async Task Takes_one_answer_within_three_seconds_from_whoever_has_the_token()
    {
        var clock = new ManualTimeProvider();
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = clock });
        var ada = discord.World.AddUser("ada");
        var (inTime, late) = (discord.Commands.Give(ada.Id, "apikey"), discord.Commands.Give(ada.Id, "apikey"));

        var answered = await AnswerAsync(discord, $"{inTime.Id}/{inTime.Token}");
        var again = await AnswerAsync(discord, $"{inTime.Id}/{inTime.Token}");
        var unknown = await AnswerAsync(discord, $"{inTime.Id}/other");
        clock.Advance(TimeSpan.FromSeconds(3.001));
        var tooLate = await AnswerAsync(discord, $"{late.Id}/{late.Token}");

        answered.ShouldBe(HttpStatusCode.NoContent);
        inTime.Answer.GetProperty("data").GetProperty("content").GetString().ShouldBe("hello");
        (again, unknown, tooLate).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        late.Answer.ValueKind.ShouldBe(JsonValueKind.Undefined);
    }

    private async Task<HttpStatusCode> AnswerAsync(FakeDiscordServer discord, string interaction)
    {
        using var response = await _http.PostAsJsonAsync(
            new Uri($"{discord.Addresses.Api}/v10/interactions/{interaction}/callback"), new { type = 4, data = new { content = "hello" } });
        return response.StatusCode;
    }

    private void Authorize(FakeDiscordServer discord) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", discord.Token);
}
