using System.Buffers;
using System.Text;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class ZstdStreamTests
{
    private const string Hello = """{"op":10,"d":{"heartbeat_interval":41250}}""";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void Inflates_what_the_systems_own_library_has_compressed(int pieceLength)
    {
        Assert.SkipUnless(NativeZstdServer.IsPresent, "This machine has no libzstd.so.1.");
        using var server = new NativeZstdServer();
        using var decompressor = new ZstdStreamDecompressor();
        var chance = new SeededRandom(pieceLength);

        foreach (var message in Enumerable.Range(0, 40).Select(number => Text(chance, number * 311)))
        {
            var output = new ArrayBufferWriter<byte>();
            foreach (var piece in server.Compress(message).Chunk(pieceLength))
            {
                decompressor.Decompress(piece, output);
            }

            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(message);
        }
    }

    [Fact]
    public void Inflates_a_message_much_larger_than_its_buffers()
    {
        using var server = new ZstdStreamServer();
        using var decompressor = new ZstdStreamDecompressor();
        using var output = new FrameBuffer(64 * 1024 * 1024);
        var large = Text(new SeededRandom(1), 30_000_000);

        decompressor.Decompress(server.Compress(large), output);

        output.Written.Span.SequenceEqual(Encoding.UTF8.GetBytes(large)).ShouldBeTrue();
    }

    [Fact]
    public void Refuses_to_inflate_beyond_the_limit()
    {
        using var server = new ZstdStreamServer();
        using var decompressor = new ZstdStreamDecompressor();
        using var output = new FrameBuffer(1024 * 1024);
        var bomb = server.Compress(new string(' ', 30_000_000));

        var failure = Should.Throw<InvalidDataException>(() => decompressor.Decompress(bomb, output));

        bomb.Length.ShouldBeLessThan(500_000);
        failure.Message.ShouldContain("MaxMessageBytes");
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(27, false)]
    public void Takes_no_more_memory_for_the_window_than_a_decoder_has_to(int windowLog, bool accepted)
    {
        Assert.SkipUnless(NativeZstdServer.IsPresent, "This machine has no libzstd.so.1.");
        using var server = new NativeZstdServer(windowLog);
        using var decompressor = new ZstdStreamDecompressor();
        var output = new ArrayBufferWriter<byte>();
        var bytes = server.Compress(Hello);

        if (accepted)
        {
            decompressor.Decompress(bytes, output);
            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(Hello);
        }
        else
        {
            Should.Throw<InvalidDataException>(() => decompressor.Decompress(bytes, output)).Message.ShouldStartWith("Not a Zstandard stream");
        }
    }

    [Theory]
    [InlineData("{\"op\":10}")]
    [InlineData("(\u00b5/\u00fd\0X\u0006\0\0a block of a type that there is not")]
    [InlineData("x\u009c\u0003\0\0\0\0\u0001")]
    public void Says_so_when_the_bytes_are_not_a_Zstandard_stream(string bytes)
    {
        using var decompressor = new ZstdStreamDecompressor();

        Should.Throw<InvalidDataException>(() => decompressor.Decompress(Encoding.Latin1.GetBytes(bytes), new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public async Task Carries_a_whole_session()
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZstdStream);
        using var server = new ZstdStreamServer();
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();

        socket.SayBinary(server.Compress(Hello));
        await socket.SentAsync();
        socket.SayBinary(server.Compress("""{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7"},"session_id":"z","guilds":[]}}"""));
        socket.SayBinary(server.Compress("""{"t":"TYPING_START","s":2,"op":0,"d":{"a":[1,2,3]}}"""));

        socket.Url.Query.ShouldBe("?v=10&encoding=json&compress=zstd-stream");
        (await fixture.Sink.ToldAsync()).ShouldBe("ready z");
        (await fixture.Sink.ToldAsync()).ShouldBe("""TYPING_START 2 {"a":[1,2,3]}""");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("cut short")]
    [InlineData("lost bytes")]
    [InlineData("nothing")]
    [InlineData("text")]
    public async Task Leaves_the_connection_and_resumes_with_a_fresh_decoder_after(string fault)
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZstdStream);
        using var server = new ZstdStreamServer();
        var socket = await ConnectAsync(fixture, server);
        var message = server.Compress("""{"t":"TYPING_START","s":2,"op":0,"d":{"abcdefghijklmnopqrstuvwxyz":[0,1,2,3,4,5,6,7,8,9]}}""");

        Say(socket, fault, message);
        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        using var afresh = new ZstdStreamServer();
        second.SayBinary(afresh.Compress(Hello));
        var resume = await second.SentAsync();
        second.SayBinary(afresh.Compress("""{"t":"RESUMED","s":2,"op":0,"d":{}}"""));

        (await socket.ClosedWith).ShouldBe(4900);
        resume.ShouldStartWith("""{"op":6,""");
        second.Url.Query.ShouldEndWith("&compress=zstd-stream");
        (await fixture.Sink.ToldAsync()).ShouldBe("resumed");
    }

    private static void Say(FakeSocket socket, string fault, byte[] message)
    {
        switch (fault)
        {
            case "garbage":
                socket.SayBinary("\u0007garbage, and more of it"u8);
                break;
            case "cut short":
                socket.SayBinary(message.AsSpan(0, message.Length - 5));
                break;
            case "lost bytes":
                socket.SayBinary([.. message[..10], .. message[20..]]);
                break;
            case "nothing":
                socket.SayBinary([]);
                break;
            default:
                socket.Say("""{"op":1,"d":null}""");
                break;
        }
    }

    private static async Task<FakeSocket> ConnectAsync(ShardFixture fixture, ZstdStreamServer server)
    {
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();
        socket.SayBinary(server.Compress(Hello));
        await socket.SentAsync();
        socket.SayBinary(server.Compress("""{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7"},"session_id":"z"}}"""));
        await fixture.Sink.ToldAsync();
        return socket;
    }

    private static string Text(SeededRandom chance, int length) =>
        string.Create(length, chance, static (characters, random) =>
        {
            foreach (ref var character in characters)
            {
                character = (char)('a' + (int)(random.NextDouble() * 26));
            }
        });
}
