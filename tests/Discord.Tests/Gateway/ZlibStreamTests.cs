using System.Buffers;
using System.Text;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class ZlibStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void Inflates_messages_cut_anywhere_and_knows_where_each_ends(int pieceLength)
    {
        using var server = new ZlibStreamServer();
        using var decompressor = new ZlibStreamDecompressor();
        var chance = new SeededRandom(pieceLength);
        var messages = Enumerable.Range(0, 20).Select(number => Text(chance, number * 311)).ToArray();

        foreach (var message in messages)
        {
            var output = new ArrayBufferWriter<byte>();
            var compressed = server.Compress(message);
            for (var at = 0; at < compressed.Length; at += pieceLength)
            {
                decompressor.Decompress(compressed.AsMemory(at, Math.Min(pieceLength, compressed.Length - at)), output);
                decompressor.IsMessageComplete.ShouldBe(at + pieceLength >= compressed.Length || EndsWithFlush(compressed.AsSpan(0, at + pieceLength)));
            }

            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(message);
        }
    }

    [Fact]
    public void Inflates_a_message_much_larger_than_its_buffers()
    {
        using var server = new ZlibStreamServer();
        using var decompressor = new ZlibStreamDecompressor();
        using var output = new FrameBuffer(64 * 1024 * 1024);
        var large = Text(new SeededRandom(1), 30_000_000);

        decompressor.Decompress(server.Compress(large), output);

        output.Written.Length.ShouldBe(large.Length);
        output.Written.Span.SequenceEqual(Encoding.UTF8.GetBytes(large)).ShouldBeTrue();
    }

    [Fact]
    public void Refuses_to_inflate_beyond_the_limit()
    {
        using var server = new ZlibStreamServer();
        using var decompressor = new ZlibStreamDecompressor();
        using var output = new FrameBuffer(1024 * 1024);
        var bomb = server.Compress(new string(' ', 30_000_000));

        var failure = Should.Throw<InvalidDataException>(() => decompressor.Decompress(bomb, output));

        bomb.Length.ShouldBeLessThan(500_000);
        failure.Message.ShouldContain("1048576");
        failure.Message.ShouldContain("MaxMessageBytes");
    }

    [Theory]
    [InlineData("not zlib at all \0\0\u00ff\u00ff")]
    [InlineData("x\u009c\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\0\0\u00ff\u00ff")]
    public void Says_so_when_the_bytes_are_not_a_zlib_stream(string bytes)
    {
        using var decompressor = new ZlibStreamDecompressor();

        Should.Throw<InvalidDataException>(() => decompressor.Decompress(Encoding.Latin1.GetBytes(bytes), new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public async Task Carries_a_whole_session()
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZlibStream);
        using var server = new ZlibStreamServer();
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();

        socket.SayBinary(server.Compress("""{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}"""));
        await socket.SentAsync();
        socket.SayBinary(server.Compress("""{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7"},"session_id":"z","guilds":[]}}"""));
        foreach (var piece in server.Compress("""{"t":"TYPING_START","s":2,"op":0,"d":{"a":[1,2,3]}}""").Chunk(5))
        {
            socket.SayBinary(piece);
        }

        socket.Url.Query.ShouldBe("?v=10&encoding=json&compress=zlib-stream");
        (await fixture.Sink.ToldAsync()).ShouldBe("ready z");
        (await fixture.Sink.ToldAsync()).ShouldBe("""TYPING_START 2 {"a":[1,2,3]}""");
    }

    [Fact]
    public async Task Takes_a_fresh_inflater_for_the_connection_that_resumes()
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZlibStream);
        var socket = await ConnectAsync(fixture);
        socket.SayBinary("\0garbage\0\0\xff\xff"u8);
        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        using var server = new ZlibStreamServer();

        second.SayBinary(server.Compress("""{"op":10,"d":{"heartbeat_interval":41250}}"""));
        var resume = await second.SentAsync();
        second.SayBinary(server.Compress("""{"t":"RESUMED","s":2,"op":0,"d":{}}"""));

        resume.ShouldStartWith("""{"op":6,""");
        second.Url.Query.ShouldEndWith("&compress=zlib-stream");
        (await fixture.Sink.ToldAsync()).ShouldBe("resumed");
    }

    [Fact]
    public async Task Reconnects_after_a_stream_that_lost_bytes()
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZlibStream);
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();
        using var server = new ZlibStreamServer();
        var message = server.Compress("""{"op":10,"d":{"heartbeat_interval":41250},"_trace":["abcdefghijklmnopqrstuvwxyz"]}""");

        socket.SayBinary([.. message[..20], .. message[30..]]);

        await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        (await socket.ClosedWith).ShouldBe(4900);
    }

    [Fact]
    public async Task Reconnects_after_plain_text_on_a_compressed_connection()
    {
        await using var fixture = new ShardFixture(GatewayCompression.ZlibStream);
        var socket = await ConnectAsync(fixture);

        socket.Say("""{"op":1,"d":null}""");

        await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        (await socket.ClosedWith).ShouldBe(4900);
    }

    private static async Task<FakeSocket> ConnectAsync(ShardFixture fixture)
    {
        using var server = new ZlibStreamServer();
        fixture.Start();
        var socket = await fixture.Sockets.OpenedAsync();
        socket.SayBinary(server.Compress("""{"op":10,"d":{"heartbeat_interval":41250}}"""));
        await socket.SentAsync();
        socket.SayBinary(server.Compress("""{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7"},"session_id":"z"}}"""));
        await fixture.Sink.ToldAsync();
        return socket;
    }

    private static bool EndsWithFlush(ReadOnlySpan<byte> bytes) => bytes.EndsWith((ReadOnlySpan<byte>)[0, 0, 0xFF, 0xFF]);

    private static string Text(SeededRandom chance, int length) =>
        string.Create(length, chance, static (characters, random) =>
        {
            foreach (ref var character in characters)
            {
                character = (char)('a' + (int)(random.NextDouble() * 26));
            }
        });
}
