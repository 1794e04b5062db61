using System.Text;
using Fabric.Grains.Commands;

namespace Fabric.Grains.Tests.Commands;

public sealed class BotCommandTests
{
    [Theory]
    [InlineData(".get key", "get", "key")]
    [InlineData(".set key two words", "set", "key|two|words")]
    [InlineData(".set  foo bar", "set", "|foo|bar")]
    [InlineData(".kv", "kv", "")]
    [InlineData(".", "", "")]
    [InlineData(".GET key", "GET", "key")]
    public void What_follows_the_prefix_is_split_at_single_spaces(string content, string name, string arguments)
    {
        var command = BotCommand.Parse(".", content).ShouldNotBeNull();

        (command.Name, string.Join('|', command.Arguments)).ShouldBe((name, arguments));
    }

    [Theory]
    [InlineData("!!", "!!get key", true)]
    [InlineData("!!", "!get key", false)]
    [InlineData(".", "get key", false)]
    [InlineData(".", " .get key", false)]
    [InlineData("", "get key", false)]
    public void A_prefix_may_be_longer_than_a_character(string prefix, string content, bool isCommand) =>
        (BotCommand.Parse(prefix, content) is not null).ShouldBe(isCommand);

    [Fact]
    public void The_rest_of_a_value_is_kept_as_it_was_written() =>
        BotCommand.Parse(".", ".set key one  two\nthree")!.Rest.ShouldBe("one  two\nthree");

    [Theory]
    [InlineData("""{"id":"1","channel_id":"5","guild_id":"9","author":{"id":"7"},"content":".kv"}""", true)]
    [InlineData("""{"id":"1","channel_id":"5","author":{"id":"7","bot":false},"content":".kv"}""", true)]
    [InlineData("""{"id":"1","channel_id":"5","author":{"id":"7","bot":true},"content":".kv"}""", false)]
    [InlineData("""{"id":"1","channel_id":"5","author":{"id":"7"},"content":""}""", false)]
    [InlineData("""{"id":"1","channel_id":"5","author":{"id":"7"},"content":7}""", false)]
    [InlineData("""{"id":"1","channel_id":"5","author":{"id":"7"},"content":"\ud800"}""", false)]
    [InlineData("""{"id":"1","author":{"id":"7"},"content":".kv"}""", false)]
    [InlineData("""{"id":"1","channel_id":"5","content":".kv"}""", false)]
    [InlineData("""{"id":"1","channel_id":"5","author":"x","content":".kv"}""", false)]
    [InlineData("[]", false)]
    public void Messages_of_people_are_read(string json, bool isRead) =>
        (CommandMessage.Read(Encoding.UTF8.GetBytes(json)) is not null).ShouldBe(isRead);
}
