using System.Text;
using Fabric.Edge.Lanyard.Socket;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard.Socket;

public sealed class LanyardCommandParserTests
{
    [Fact]
    public void Of_a_key_that_comes_twice_the_last_counts()
    {
        Parse("{\"op\":9,\"d\":5,\"op\":2,\"d\":{\"subscribe_to_all\":false,\"subscribe_to_all\":true}}")
            .ShouldBeOfType<LanyardCommand.SubscribeToAll>();
    }

    [Fact]
    public void Escaped_keys_and_ids_are_what_they_stand_for()
    {
        Parse("{\"\\u006fp\":2,\"d\":{\"subscribe\\u005fto_id\":\"\\u0039\\u0034490510688792576\"}}")
            .ShouldBe(new LanyardCommand.SubscribeToOne(Presences.User));
    }

    [Fact]
    public void Data_is_found_wherever_it_stands_and_only_at_the_top()
    {
        Parse("{\"x\":{\"op\":9,\"d\":{}},\"d\":{\"subscribe_to_id\":\"94490510688792576\",\"y\":{\"subscribe_to_ids\":[]}},\"op\":2}")
            .ShouldBe(new LanyardCommand.SubscribeToOne(Presences.User));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("094490510688792576")]
    [InlineData("+94490510688792576")]
    [InlineData(" 94490510688792576")]
    [InlineData("18446744073709551616")]
    [InlineData("")]
    public void What_is_no_canonical_id_names_nobody(string id)
    {
        Parse($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{id}\"}}}}").ShouldBe(new LanyardCommand.SubscribeToOne(null));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(2000, false)]
    [InlineData(1_000_000, false)]
    public void Depth_is_bounded(int depth, bool accepted)
    {
        var command = Parse($"{{\"op\":3,\"d\":{new string('[', depth)}{new string(']', depth)}}}");

        (command is LanyardCommand.None).ShouldBe(accepted);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_invalid_wherever_they_are()
    {
        byte[] message = [.. "{\"op\":3,\"x\":\""u8, 0xC0, .. "\"}"u8];

        LanyardCommandParser.Parse(message).ShouldBe(new LanyardCommand.Violation(LanyardClose.InvalidPayload));
    }

    private static LanyardCommand Parse(string message) => LanyardCommandParser.Parse(Encoding.UTF8.GetBytes(message));
}
