using System.Text.Json;
using System.Text.RegularExpressions;
using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Commands;

/// <summary>The check B1 of lanyard.md §9: what users ask the bot for, over Discord's gateway and REST API.</summary>
public sealed partial class CommandTests : CommandTest
{
    private int _seen;

    [Fact]
    public async Task B1_a_value_is_set_shown_listed_and_deleted()
    {
        (await AskAsync(".set place in the hall")).ShouldContain("`.get place`");
        (await AskAsync(".get place")).ShouldContain("```\nin the hall\n```");
        (await AskAsync(".kv")).ShouldContain("```\nplace\n```");
        (await Rig.Silo.Presence(User).GetKeyValuesAsync())!["place"].ShouldBe("in the hall");
        (await AskAsync(".del place")).ShouldContain("deleted");
        (await AskAsync(".get place")).ShouldStartWith("❌");
    }

    [Fact]
    public async Task B1_the_same_in_a_direct_message()
    {
        World.SendDirectMessage(User.Value, ".set place here");

        var reply = await ReplyAsync();

        reply.ChannelId.ShouldBe(World.DirectChannelWith(User.Value));
        (await Rig.Silo.Presence(User).GetKeyValuesAsync())!["place"].ShouldBe("here");
    }

    [Theory]
    [InlineData(".get", "Usage")]
    [InlineData(".get a b", "Usage")]
    [InlineData(".set a", "Usage")]
    [InlineData(".del", "Usage")]
    [InlineData(".set bad-key x", "key must be alphanumeric (a-zA-Z0-9_)")]
    [InlineData(".set  foo bar", "key must be alphanumeric (a-zA-Z0-9_)")]
    [InlineData(".kv", "No keys")]
    [InlineData(".apikey", "direct message")]
    public async Task B1_what_cannot_be_done_is_said(string command, string answer) => (await AskAsync(command)).ShouldContain(answer);

    [Fact]
    public async Task B1_a_key_is_made_in_a_direct_message_each_time_another_one()
    {
        var (first, second) = (await NewKeyAsync(), await NewKeyAsync());

        second.ShouldNotBe(first);
        (await OwnerOfAsync(first)).ShouldBeNull();
        (await OwnerOfAsync(second)).ShouldBe(User);
    }

    [Theory]
    [InlineData(".set key {0}")]
    [InlineData(".set {0} value")]
    [InlineData(".get {0}")]
    [InlineData(".del {0}")]
    public async Task B1_a_key_that_was_written_for_everybody_to_see_is_replaced(string command)
    {
        var leaked = await NewKeyAsync();

        (await AskAsync(string.Format(null, command, leaked))).ShouldNotContain(leaked);
        var fresh = KeyIn(await ReplyAsync());

        (await OwnerOfAsync(leaked)).ShouldBeNull();
        (await OwnerOfAsync(fresh)).ShouldBe(User);
        (await Rig.Silo.Presence(User).GetKeyValuesAsync())!.ShouldBeEmpty("nothing was set");
    }

    [Fact]
    public async Task B1_help_lists_the_commands()
    {
        World.SendGuildMessage(Guild, User.Value, ".help");

        (await ReplyAsync()).Embeds!.ShouldContain(".set KEY VALUE");
    }

    [Fact]
    public async Task B1_unknown_commands_other_texts_and_bots_are_not_answered()
    {
        var bot = World.AddUser(new DiscordUser { Id = new Snowflake(94490510688792999), Username = "bot", Bot = true });
        World.AddMember(Guild, bot.Id);
        World.SendGuildMessage(Guild, bot.Id, ".help");
        World.SendGuildMessage(Guild, User.Value, ".nothing");
        World.SendGuildMessage(Guild, User.Value, "hello");

        (await AskAsync(".kv")).ShouldContain("No keys");
        Rig.Discord.Rest.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Mentions_are_taken_apart_and_code_blocks_stay_closed()
    {
        await AskAsync(".set a @everyone ```");

        var shown = await AskAsync(".get a");

        shown.ShouldContain("@\u200b\u200beveryone");
        shown.Split("```").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_value_that_is_too_long_for_a_message_is_pointed_to()
    {
        await Rig.Silo.Presence(User).PutAsync("long", new string('v', 3000));

        (await AskAsync(".get long")).ShouldContain($"http://localhost:4001/v1/users/{User}");
    }

    [Fact]
    public async Task A_limit_of_Discords_is_waited_for()
    {
        Rig.Discord.Rest.RateLimitNext(TimeSpan.FromMilliseconds(50));

        (await AskAsync(".kv")).ShouldContain("No keys");
    }

    [Fact]
    public async Task Who_is_not_monitored_is_told_so()
    {
        var stranger = World.AddUser("stranger");
        World.SendDirectMessage(stranger.Id, ".set a b");

        (await ReplyAsync()).Content.ShouldContain("no server");
    }

    private async Task<string> AskAsync(string command)
    {
        World.SendGuildMessage(Guild, User.Value, command);
        return (await ReplyAsync()).Content;
    }

    private async Task<DiscordMessage> ReplyAsync()
    {
        var expected = ++_seen;
        await Eventually.TrueAsync(() => Rig.Discord.Rest.Messages.Count >= expected, "the bot to answer", Patience);
        return Rig.Discord.Rest.Messages[expected - 1];
    }

    private async Task<string> NewKeyAsync()
    {
        World.SendDirectMessage(User.Value, ".apikey");
        return KeyIn(await ReplyAsync());
    }

    private string KeyIn(DiscordMessage message)
    {
        message.ChannelId.ShouldBe(World.DirectChannelWith(User.Value));
        using var embeds = JsonDocument.Parse(message.Embeds!);
        embeds.RootElement[0].GetProperty("color").GetInt32().ShouldBe(0x5865F2);
        return Spoiler().Match(embeds.RootElement[0].GetProperty("description").GetString()!).Groups["key"].Value;
    }

    private Task<UserId?> OwnerOfAsync(string key) => Rig.Silo.Client.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(ApiKeyHash.Of(key))).FindOwnerAsync();

    [GeneratedRegex(@"\|\|(?<key>lnyd_[0-9a-f]{32})\|\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoiler();
}
