using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Model;
using Fabric.FakeDiscord.Rest;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Commands;

/// <summary>The commands that users give by a slash, over Discord's gateway and REST API.</summary>
public sealed partial class SlashCommandTests : CommandTest
{
    [Fact]
    public async Task Are_registered_where_they_differ_and_those_of_others_stay()
    {
        await RegisteredAsync();
        await RegisterOtherAsync("kv", "An older form of ours");
        await RegisterOtherAsync("play", "Another program's");
        await Rig.StopSiloAsync();
        await Rig.StartSiloAsync();
        await Rig.ConnectAsync();
        await Eventually.TrueAsync(() => Rig.Discord.Commands.Writes == 6, "the older form to be replaced", Patience);
        await Rig.StopSiloAsync();
        await Rig.StartSiloAsync();
        await Rig.ConnectAsync();
        await AskAsync("kv list");

        Rig.Discord.Commands.Names.ShouldBe(["apikey", "kv", "play", "presence"]);
        Rig.Discord.Commands.Writes.ShouldBe(6, "nothing differs for the third silo");
    }

    [Fact]
    public async Task A_value_is_set_shown_listed_and_deleted()
    {
        (await AskAsync("kv set", ("key", "place"), ("value", "in the hall"))).ShouldContain("`/kv get place`");
        (await AskAsync("kv get", ("key", "place"))).ShouldContain("```\nin the hall\n```");
        (await AskAsync("kv list")).ShouldContain("```\nplace\n```");
        (await Rig.Silo.Presence(User).GetKeyValuesAsync())!["place"].ShouldBe("in the hall");
        (await AskAsync("kv delete", ("key", "place"))).ShouldContain("deleted");
        (await AskAsync("kv get", ("key", "place"))).ShouldStartWith("❌");
    }

    [Theory]
    [InlineData("bad-key", "key must be alphanumeric (a-zA-Z0-9_)")]
    [InlineData("a b", "key must be alphanumeric (a-zA-Z0-9_)")]
    public async Task What_cannot_be_set_is_refused(string key, string answer) =>
        (await AskAsync("kv set", ("key", key), ("value", "x"))).ShouldContain(answer);

    [Fact]
    public async Task Answers_are_for_the_user_alone_and_ping_nobody()
    {
        var answer = await AnswerAsync("kv set", Guild, ("key", "a"), ("value", "@everyone"));

        answer.GetProperty("type").GetInt32().ShouldBe(4);
        answer.GetProperty("data").GetProperty("flags").GetInt32().ShouldBe(64);
        answer.GetProperty("data").GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        Rig.Discord.Rest.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_API_key_is_made_in_a_guild_as_in_a_direct_message()
    {
        var first = KeyIn(await AnswerAsync("apikey", Guild));
        var second = KeyIn(await AnswerAsync("apikey", guild: null));

        second.ShouldNotBe(first);
        (await OwnerOfAsync(first)).ShouldBeNull();
        (await OwnerOfAsync(second)).ShouldBe(User);
        Rig.Discord.Rest.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_was_to_be_stored_as_a_value_is_replaced()
    {
        var leaked = KeyIn(await AnswerAsync("apikey", Guild));

        var fresh = KeyIn(await AnswerAsync("kv set", Guild, ("key", "mine"), ("value", leaked)));

        (await OwnerOfAsync(leaked)).ShouldBeNull();
        (await OwnerOfAsync(fresh)).ShouldBe(User);
        (await Rig.Silo.Presence(User).GetKeyValuesAsync())!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_hides_is_served_as_nobody_until_shown_again()
    {
        var follower = await Rig.FollowAsync(User);

        (await AskAsync("presence hide")).ShouldContain("hidden");
        (await Rig.StatusOfAsync(User)).ShouldBeNull();
        await Eventually.TrueAsync(() => follower.Heard.OfType<PresenceEnded>().Any(), "the follower to be told", Patience);
        World.SetPresence(User.Value, DiscordPresence.Online() with { Status = "dnd" });
        await Rig.SettledAsync();
        (await Rig.StatusOfAsync(User)).ShouldBeNull();
        (await AskAsync("kv set", ("key", "a"), ("value", "b"))).ShouldContain("hidden");
        (await AskAsync("presence show")).ShouldContain("shown");

        await Rig.ShowsAsync(User, "dnd");
        await Eventually.TrueAsync(() => follower.Changes.Count > 0, "the follower to be told", Patience);
        follower.Changes.Count.ShouldBe(1, "nothing of the time between");
    }

    [Fact]
    public async Task Who_hides_stays_hidden_in_another_guild_and_after_a_restart()
    {
        await AskAsync("presence hide");
        Rig.AddGuild(User);
        await Rig.SettledAsync();
        await Rig.StopSiloAsync();
        await Rig.StartSiloAsync();
        await Rig.ConnectAsync();

        (await Rig.StatusOfAsync(User)).ShouldBeNull();
        await AskAsync("presence show");
        await Rig.ShowsAsync(User, "online");
    }

    [Fact]
    public async Task A_limit_of_Discords_is_waited_for()
    {
        await RegisteredAsync();
        Rig.Discord.Rest.RateLimitNext(TimeSpan.FromMilliseconds(50));

        (await AskAsync("kv list")).ShouldContain("No keys");
    }

    [Fact]
    public async Task More_commands_than_a_user_may_give_are_not_answered()
    {
        var given = Enumerable.Range(0, 8).Select(_ => Rig.Discord.Commands.Give(User.Value, "kv list", guild: Guild)).ToList();

        await Eventually.TrueAsync(() => given.Take(5).All(IsAnswered), "the first to be answered", Patience);
        await Rig.SettledAsync();

        given.Count(IsAnswered).ShouldBeLessThan(8);
    }

    [Fact]
    public async Task What_is_no_command_of_ours_disturbs_nothing()
    {
        Rig.Discord.Gateway.Dispatch("INTERACTION_CREATE", JsonElement.Parse("{}"));
        Rig.Discord.Gateway.Dispatch("INTERACTION_CREATE", JsonElement.Parse("""{"id":"1","type":3,"token":"t","user":{"id":"2"},"data":{"custom_id":"x"}}"""));
        Rig.Discord.Gateway.Dispatch("INTERACTION_CREATE", JsonElement.Parse("""{"id":"1","type":2,"token":"t","user":{"id":"2"},"data":{"name":"kv","options":[7]}}"""));
        var other = Rig.Discord.Commands.Give(User.Value, "play song", guild: Guild);

        (await AskAsync("kv list")).ShouldContain("No keys");
        IsAnswered(other).ShouldBeFalse();
    }

    private async Task RegisterOtherAsync(string name, string description)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", Rig.Discord.Token);
        using var response = await http.PostAsJsonAsync(
            new Uri($"{Rig.Discord.Addresses.Api}/v10/applications/{World.BotId}/commands"), new { name, description });
        response.EnsureSuccessStatusCode();
    }

    private static bool IsAnswered(FakeInteraction interaction) => interaction.Answer.ValueKind == JsonValueKind.Object;

    private Task RegisteredAsync() =>
        Eventually.TrueAsync(() => Rig.Discord.Commands.Writes >= 3, "the commands to be registered", Patience, () => string.Join(", ", Rig.Discord.Commands.Names));

    private async Task<string> AskAsync(string command, params (string Name, string Value)[] parameters) =>
        (await AnswerAsync(command, Guild, parameters)).GetProperty("data").GetProperty("content").GetString()!;

    private async Task<JsonElement> AnswerAsync(string command, Snowflake? guild, params (string Name, string Value)[] parameters)
    {
        var interaction = Rig.Discord.Commands.Give(
            User.Value, command, parameters.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal), guild);
        await Eventually.TrueAsync(() => IsAnswered(interaction), $"/{command} to be answered", Patience);
        return interaction.Answer;
    }

    private static string KeyIn(JsonElement answer)
    {
        answer.GetProperty("data").GetProperty("flags").GetInt32().ShouldBe(64, "a key is shown to its owner alone");
        return Spoiler().Match(answer.GetProperty("data").GetProperty("embeds")[0].GetProperty("description").GetString()!).Groups["key"].Value;
    }

    private Task<UserId?> OwnerOfAsync(string key) => Rig.Silo.Client.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(ApiKeyHash.Of(key))).FindOwnerAsync();

    [GeneratedRegex(@"\|\|(?<key>lnyd_[0-9a-f]{32})\|\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoiler();
}
