using System.Text;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class MessageDecoderTests : IDisposable
{
    private static readonly WebSocketLimits Limits = new() { MaxFrameBytes = 1000, MaxFragmentedMessageBytes = 800 };

    private readonly MessageDecoder _decoder = new(Limits);

    public void Dispose() => _decoder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(1000)]
    public void A_frame_of_any_length_arrives_unmasked(int length)
    {
        var payload = Enumerable.Range(0, length).Select(static i => (byte)i).ToArray();

        var results = Feed(ClientFrame.Build(WebSocketOpcode.Binary, payload));

        results.ShouldHaveSingleItem().Payload.ShouldBe(payload);
    }

    [Fact]
    public void Frames_arrive_whole_however_the_bytes_come()
    {
        byte[] bytes =
        [
            .. Text("one"), .. Fragment(WebSocketOpcode.Text, "tw"), .. ClientFrame.Build(WebSocketOpcode.Ping, "p"u8),
            .. ClientFrame.Build(WebSocketOpcode.Continuation, "o"u8), .. Text("three"),
        ];

        foreach (var chunk in new[] { 1, 2, 3, 7, bytes.Length })
        {
            var results = Feed(bytes, chunk);

            results.Select(static result => (result.Kind, Encoding.UTF8.GetString(result.Payload))).ShouldBe(
            [
                (DecodedKind.Message, "one"), (DecodedKind.Ping, "p"), (DecodedKind.Message, "two"), (DecodedKind.Message, "three"),
            ]);
        }
    }

    [Theory]
    [InlineData("reserved bit 1", 1002)]
    [InlineData("reserved bit 3", 1002)]
    [InlineData("unmasked", 1002)]
    [InlineData("undefined data frame", 1002)]
    [InlineData("undefined control frame", 1002)]
    [InlineData("fragmented ping", 1002)]
    [InlineData("long ping", 1002)]
    [InlineData("long close", 1002)]
    [InlineData("close of one byte", 1002)]
    [InlineData("close with a reason that is not UTF-8", 1007)]
    [InlineData("continuation of nothing", 1002)]
    [InlineData("message inside a message", 1002)]
    [InlineData("empty continuation in the middle", 1008)]
    [InlineData("frame beyond the limit", 1009)]
    [InlineData("frame of 2^63 bytes", 1009)]
    [InlineData("fragments beyond their limit", 1009)]
    [InlineData("first fragment beyond the limit", 1009)]
    [InlineData("text that is not UTF-8", 1007)]
    [InlineData("fragmented text that is not UTF-8", 1007)]
    public void A_breach_has_its_code(string breach, int code)
    {
        var results = Feed(Breach(breach));

        results[^1].Kind.ShouldBe(DecodedKind.Violation);
        results[^1].CloseCode.ShouldBe(code);
    }

    [Fact]
    public void A_breach_is_seen_in_the_header_before_the_payload_comes()
    {
        var results = Feed(ClientFrame.Header(WebSocketOpcode.Text, 1001));

        results.ShouldHaveSingleItem().CloseCode.ShouldBe(1009);
    }

    [Fact]
    public void Text_split_inside_a_character_is_whole_when_joined()
    {
        byte[] bytes =
        [
            .. ClientFrame.Build(WebSocketOpcode.Text, [0xE2, 0x9C], final: false), .. ClientFrame.Build(WebSocketOpcode.Continuation, [0xA8]),
        ];

        var results = Feed(bytes);

        Encoding.UTF8.GetString(results.ShouldHaveSingleItem().Payload).ShouldBe("✨");
    }

    [Fact]
    public void A_message_may_follow_one_in_fragments_that_was_as_long_as_allowed()
    {
        byte[] message =
        [
            .. ClientFrame.Build(WebSocketOpcode.Binary, new byte[500], final: false), .. ClientFrame.Build(WebSocketOpcode.Continuation, new byte[300]),
        ];

        var results = Feed([.. message, .. message]);

        results.Select(static result => result.Payload.Length).ShouldBe([800, 800]);
    }

    [Fact]
    public void Pongs_are_of_no_consequence()
    {
        Feed([.. ClientFrame.Build(WebSocketOpcode.Pong, "x"u8), .. Text("y")]).ShouldHaveSingleItem().Kind.ShouldBe(DecodedKind.Message);
    }

    [Fact]
    public void Pongs_and_nothing_else_may_be_unmasked_where_that_is_allowed()
    {
        var pong = ClientFrame.Build(WebSocketOpcode.Pong, "x"u8, masked: false);
        using var lenient = new MessageDecoder(Limits with { TakesUnmaskedPongs = true });

        Feed(_decoder, pong).ShouldHaveSingleItem().CloseCode.ShouldBe(1002);
        Feed(lenient, [.. pong, .. Text("y")]).ShouldHaveSingleItem().Kind.ShouldBe(DecodedKind.Message);
        Feed(lenient, ClientFrame.Build(WebSocketOpcode.Ping, "x"u8, masked: false)).ShouldHaveSingleItem().CloseCode.ShouldBe(1002);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void After_a_close_only_a_close_counts_whatever_lies_before_it(int chunk)
    {
        byte[] bytes =
        [
            .. ClientFrame.Build(WebSocketOpcode.Text, new byte[5000]), .. ClientFrame.Build((WebSocketOpcode)5, "x"u8, reserved: 7),
            .. ClientFrame.Build(WebSocketOpcode.Ping, "x"u8), .. ClientFrame.Build(WebSocketOpcode.Text, "x"u8, masked: false),
            .. ClientFrame.Build(WebSocketOpcode.Close, [0x03, 0xE8]),
        ];
        _decoder.Discard();

        Feed(bytes, chunk).ShouldHaveSingleItem().Kind.ShouldBe(DecodedKind.Close);
    }

    private static byte[] Breach(string breach) => breach switch
    {
        "reserved bit 1" => ClientFrame.Build(WebSocketOpcode.Text, "{}"u8, reserved: 4),
        "reserved bit 3" => ClientFrame.Build(WebSocketOpcode.Text, "{}"u8, reserved: 1),
        "unmasked" => ClientFrame.Build(WebSocketOpcode.Text, "{}"u8, masked: false),
        "undefined data frame" => ClientFrame.Build((WebSocketOpcode)3, "x"u8),
        "undefined control frame" => ClientFrame.Build((WebSocketOpcode)11, "x"u8),
        "fragmented ping" => ClientFrame.Build(WebSocketOpcode.Ping, "x"u8, final: false),
        "long ping" => ClientFrame.Build(WebSocketOpcode.Ping, new byte[126]),
        "long close" => ClientFrame.Build(WebSocketOpcode.Close, new byte[126]),
        "close of one byte" => ClientFrame.Build(WebSocketOpcode.Close, [3]),
        "close with a reason that is not UTF-8" => ClientFrame.Build(WebSocketOpcode.Close, [3, 0xE8, 0xFF]),
        "continuation of nothing" => ClientFrame.Build(WebSocketOpcode.Continuation, "x"u8),
        "message inside a message" => [.. Fragment(WebSocketOpcode.Text, "x"), .. Text("y")],
        "empty continuation in the middle" =>
            [.. Fragment(WebSocketOpcode.Text, "x"), .. ClientFrame.Build(WebSocketOpcode.Continuation, [], final: false)],
        "frame beyond the limit" => ClientFrame.Build(WebSocketOpcode.Text, new byte[1001]),
        "frame of 2^63 bytes" => ClientFrame.Header(WebSocketOpcode.Binary, 1UL << 63),
        "fragments beyond their limit" =>
            [.. ClientFrame.Build(WebSocketOpcode.Binary, new byte[500], final: false), .. ClientFrame.Header(WebSocketOpcode.Continuation, 301)],
        "first fragment beyond the limit" => ClientFrame.Header(WebSocketOpcode.Binary, 801, final: false),
        "text that is not UTF-8" => ClientFrame.Build(WebSocketOpcode.Text, [0xC0, 0x80]),
        "fragmented text that is not UTF-8" =>
            [.. ClientFrame.Build(WebSocketOpcode.Text, [0xE2], final: false), .. ClientFrame.Build(WebSocketOpcode.Continuation, "x"u8)],
        _ => throw new ArgumentOutOfRangeException(nameof(breach)),
    };

    private static byte[] Text(string text) => ClientFrame.Build(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));

    private static byte[] Fragment(WebSocketOpcode opcode, string text) =>
        ClientFrame.Build(opcode, Encoding.UTF8.GetBytes(text), final: false);

    private List<(DecodedKind Kind, byte[] Payload, int CloseCode)> Feed(byte[] bytes, int chunk = int.MaxValue) => Feed(_decoder, bytes, chunk);

    /// <summary>All that comes of the bytes up to the first violation, without what is of no consequence.</summary>
    private static List<(DecodedKind Kind, byte[] Payload, int CloseCode)> Feed(MessageDecoder decoder, byte[] bytes, int chunk = int.MaxValue)
    {
        var results = new List<(DecodedKind Kind, byte[] Payload, int CloseCode)>();
        using var buffer = new PooledBuffer();
        foreach (var part in bytes.Chunk(chunk))
        {
            buffer.Append(part);
            while (decoder.Next(buffer.Filled, out var consumed) is { Kind: not DecodedKind.Incomplete } decoded)
            {
                if (decoded.Kind != DecodedKind.Nothing)
                {
                    results.Add((decoded.Kind, decoded.Payload.ToArray(), decoded.CloseCode));
                }

                if (decoded.Kind == DecodedKind.Violation)
                {
                    return results;
                }

                buffer.Consume(consumed);
            }
        }

        return results;
    }
}
