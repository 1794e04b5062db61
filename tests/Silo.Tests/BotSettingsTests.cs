using Fabric.Edge.Composition;
using Fabric.Testing;
using Microsoft.Extensions.Configuration;

namespace Fabric.Silo.Tests;

/// <summary>Which bots there are by configuration, and what is refused with the setting's name and the fix.</summary>
public sealed class BotSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Without_a_token_there_is_no_bot() => Read().ShouldBeEmpty();

    [Theory]
    [InlineData("BOT_TOKEN")]
    [InlineData("Discord:Token")]
    public void A_single_token_makes_the_default_bot(string setting)
    {
        var bot = Read($"{setting}=secret").ShouldHaveSingleItem();

        (bot.Id.Value, bot.Token.Reveal(), bot.TokenSource, bot.Shards, bot.CommandPrefix).ShouldBe(("default", "secret", setting, null, "."));
    }

    [Fact]
    public void Named_bots_have_settings_of_their_own_and_else_those_of_all()
    {
        var bots = Read(
            "Discord:CommandPrefix=!",
            "Discord:Shards=2",
            "Discord:Bots:music:Token=one",
            "Discord:Bots:music:CommandPrefix=?",
            "Discord:Bots:news:Token=two",
            "Discord:Bots:news:Shards=16");

        bots.Select(static bot => (bot.Id.Value, bot.Token.Reveal(), bot.CommandPrefix, bot.Shards)).ShouldBe(
            [("music", "one", "?", 2), ("news", "two", "!", 16)], ignoreOrder: true);
    }

    [Fact]
    public void A_token_may_lie_in_a_file()
    {
        File.WriteAllText(_directory.Of("secret"), "from-a-file\n");

        var bot = Read($"Discord:Bots:music:TokenFile={_directory.Of("secret")}").ShouldHaveSingleItem();

        (bot.Token.Reveal(), bot.TokenSource).ShouldBe(("from-a-file", $"Discord:Bots:music:TokenFile {_directory.Of("secret")}"));
    }

    /// <summary>As Kubernetes mounts a secret: hidden directories and links beside the files.</summary>
    [Fact]
    public void Each_file_of_the_directory_is_a_bot_but_hidden_ones()
    {
        Directory.CreateDirectory(_directory.Of("tokens"));
        File.WriteAllText(_directory.Of("tokens/music"), "one");
        File.WriteAllText(_directory.Of("tokens/news"), "two");
        File.WriteAllText(_directory.Of("tokens/.hidden"), "three");
        Directory.CreateDirectory(_directory.Of("tokens/..data"));

        var bots = Read($"Discord:TokensDirectory={_directory.Of("tokens")}", "BOT_TOKEN=four");

        bots.Select(static bot => (bot.Id.Value, bot.Token.Reveal())).ShouldBe([("default", "four"), ("music", "one"), ("news", "two")]);
    }

    [Theory]
    [InlineData("Discord:Shards=some", "Discord:Shards is 'some'; it must be a number from 1 to 10000, or be left out for as many as Discord recommends.")]
    [InlineData("Discord:Shards=0", "Discord:Shards is '0'; it must be a number from 1 to 10000, or be left out for as many as Discord recommends.")]
    [InlineData("Discord:Bots:a:Shards=-1", "Discord:Bots:a:Shards is '-1'; it must be a number from 1 to 10000, or be left out for as many as Discord recommends.")]
    [InlineData("Discord:Bots:a:RestBaseUrl=x", "Discord:Bots:a:RestBaseUrl is 'x'; it must be a URL such as https://discord.com/api/v10.")]
    [InlineData("Discord:Bots:b:CommandPrefix=x", "Discord:Bots:b: set either Discord:Bots:b:Token or Discord:Bots:b:TokenFile.")]
    [InlineData("Discord:Bots:a:TokenFile=x", "Discord:Bots:a: set either Discord:Bots:a:Token or Discord:Bots:a:TokenFile.")]
    [InlineData("Discord:Bots:a/b:Token=x", "Discord:Bots: 'a/b' cannot name a bot; names have 1 to 64 of the characters a-z, A-Z, 0-9, '.', '_' and '-'.")]
    [InlineData("Discord:Bots:b:Token=token-a", "Discord:Bots:b:Token: Discord:Bots:a:Token has the same token; a bot can be followed once.")]
    [InlineData("Discord:Bots:b:Token=two words", "Discord:Bots:b:Token: The bot token holds a blank or a character outside ASCII: give the token alone, without a \"Bot \" prefix.")]
    public void What_cannot_work_is_named_with_what_it_must_be(string setting, string line) =>
        Should.Throw<SettingException>(() => Read("Discord:Bots:a:Token=token-a", setting)).Message.ShouldBe(line);

    [Fact]
    public void Two_bots_of_one_name_are_refused()
    {
        Directory.CreateDirectory(_directory.Of("tokens"));
        File.WriteAllText(_directory.Of("tokens/music"), "one");

        var refusal = Should.Throw<SettingException>(
            () => Read($"Discord:TokensDirectory={_directory.Of("tokens")}", "Discord:Bots:music:Token=two"));

        refusal.Message.ShouldBe($"{_directory.Of("tokens/music")}: there is a bot 'music' already, of Discord:Bots:music:Token; give each a name of its own.");
    }

    [Fact]
    public void A_directory_that_is_not_there_is_named() =>
        Should.Throw<SettingException>(() => Read($"Discord:TokensDirectory={_directory.Of("none")}"))
            .Message.ShouldStartWith($"Discord:TokensDirectory is '{_directory.Of("none")}', which cannot be read: ");

    [Fact]
    public void A_file_that_is_no_token_is_named()
    {
        File.WriteAllBytes(_directory.Of("big"), new byte[5000]);

        Should.Throw<SettingException>(() => Read($"Discord:Bots:a:TokenFile={_directory.Of("big")}"))
            .Message.ShouldBe($"Discord:Bots:a:TokenFile: {_directory.Of("big")} is larger than 4096 bytes; it is to hold a bot token alone.");
    }

    private static IReadOnlyList<Fabric.Grains.Ingest.BotOptions> Read(params string[] settings) =>
        new BotSettings(new ConfigurationBuilder().AddInMemoryCollection(settings
            .Select(static setting => setting.Split('=', 2))
            .GroupBy(static parts => parts[0], StringComparer.Ordinal)
            .Select(static group => KeyValuePair.Create<string, string?>(group.Key, group.Last()[1]))).Build()).Read();
}
