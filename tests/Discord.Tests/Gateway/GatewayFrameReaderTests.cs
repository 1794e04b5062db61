using System.Text;
using System.Text.Json;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GatewayFrameReaderTests
{
    [Theory]
    [InlineData("""{"t":"PRESENCE_UPDATE","s":42,"op":0,"d":{"a":{"d":[1,{"op":3}]}}}""", """{"a":{"d":[1,{"op":3}]}}""")]
    [InlineData("""{"d" :  {"a": 1 }  ,"op":0,"t":"PRESENCE_UPDATE","s":42}""", """{"a": 1 }""")]
    [InlineData("""{"op":0,"x":{"d":7},"d":"te\"xt","s":42,"t":"PRESENCE_UPDATE"}""", "\"te\\\"xt\"")]
    [InlineData("""{"op":0,"d":null,"s":42,"t":"PRESENCE_UPDATE"}""", "null")]
    public void Reads_the_envelope_in_any_order_and_leaves_the_data_as_it_is(string message, string data)
    {
        var frame = Read(message);

        frame.Op.ShouldBe(0);
        frame.Sequence.ShouldBe(42);
        frame.EventName.ShouldBe("PRESENCE_UPDATE");
        Encoding.UTF8.GetString(frame.Data.Span).ShouldBe(data);
    }

    [Fact]
    public void Reads_messages_however_deep_their_data_is()
    {
        var data = $"{new string('[', 100_000)}{new string(']', 100_000)}";

        Read($$"""{"op":0,"d":{{data}},"s":1,"t":"PRESENCE_UPDATE"}""").Data.Length.ShouldBe(data.Length);
    }

    [Fact]
    public void Gives_the_same_instance_for_a_known_name()
    {
        var frame = Read("""{"op":0,"d":{},"s":1,"t":"GUILD_MEMBER_UPDATE"}""");

        frame.EventName.ShouldBeSameAs(GatewayEventNames.GuildMemberUpdate);
    }

    [Fact]
    public void Reads_names_that_it_does_not_know() =>
        Read("""{"op":0,"d":{},"s":1,"t":"A_NAME_OF_THE_FUTURE"}""").EventName.ShouldBe("A_NAME_OF_THE_FUTURE");

    [Fact]
    public void Refuses_data_that_is_not_UTF8() =>
        Should.Throw<JsonException>(
            static () => GatewayFrameReader.Read(Encoding.Latin1.GetBytes("{\"op\":0,\"d\":\"\u00e9\",\"s\":1,\"t\":\"X\"}")));

    /// <summary>One user's odd presence must not end the connection: whoever keeps data judges its depth.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Takes_data_however_deep_it_is(int depth) =>
        Read($$"""{"op":0,"d":{{new string('[', depth) + new string(']', depth)}},"s":1,"t":"X"}""").EventName.ShouldBe("X");

    [Fact]
    [Trait("Category", "Long")]
    public void Never_fails_but_by_saying_what_is_wrong_in_10000_mutations() => Mutate(10_000, seed: 2);

    [Fact]
    public void Never_fails_but_by_saying_what_is_wrong() => Mutate(1_000, seed: 1);

    private static void Mutate(int cases, int seed)
    {
        var chance = new SeededRandom(seed);
        var original = """{"t":"READY","s":1,"op":0,"d":{"session_id":"s","user":{"id":"7"},"guilds":[{"id":"5"}]}}"""u8.ToArray();
        var rejected = 0;
        for (var number = 0; number < cases; number++)
        {
            var mutated = (byte[])original.Clone();
            for (var changes = (int)(chance.NextDouble() * 4); changes >= 0; changes--)
            {
                mutated[(int)(chance.NextDouble() * mutated.Length)] = (byte)(chance.NextDouble() * 256);
            }

            rejected += IsRejected(mutated.AsMemory(0, (int)(chance.NextDouble() * 1.3 * mutated.Length) is var cut && cut < mutated.Length ? cut : mutated.Length)) ? 1 : 0;
        }

        rejected.ShouldBeInRange(cases / 4, cases - 1);
    }

    private static bool IsRejected(ReadOnlyMemory<byte> message)
    {
        try
        {
            GatewayFrameInterpreter.Interpret(GatewayFrameReader.Read(message));
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static GatewayFrame Read(string message) => GatewayFrameReader.Read(Encoding.UTF8.GetBytes(message));
}
