using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Support;

/// <summary>A WebSocket client that sees, and sends, every byte.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpClient _tcp;

    private SocketClient(TcpClient tcp, string response) => (_tcp, Stream, Response) = (tcp, tcp.GetStream(), response);

    /// <summary>The connection itself.</summary>
    public NetworkStream Stream { get; }

    /// <summary>The head of the answer to the handshake.</summary>
    public string Response { get; }

    public static async Task<SocketClient> ConnectAsync(int port, string target, params string[] headers)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync("127.0.0.1", port);
        var head = new StringBuilder($"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
        head.Append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        await tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
        return new SocketClient(tcp, await ReadHeadAsync(tcp.GetStream()));
    }

    public Task SendAsync(string text) => SendAsync(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));

    public Task SendAsync(WebSocketOpcode opcode, byte[] payload) => SendRawAsync(ClientFrame.Build(opcode, payload));

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes);

    public Task CloseAsync(int code) => SendAsync(WebSocketOpcode.Close, [(byte)(code >> 8), (byte)code]);

    /// <summary>The next frame.</summary>
    public async Task<Frame> ReceiveAsync()
    {
        var head = await ReadAsync(2);
        var length = (head[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2)),
            127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8)),
            var shortLength => shortLength,
        };
        head[0].ShouldBeGreaterThanOrEqualTo((byte)0x80, "a whole frame");
        ((int)head[1]).ShouldBeLessThan(0x80, "an unmasked frame");
        return new Frame((WebSocketOpcode)(head[0] & 0x0F), await ReadAsync(length));
    }

    /// <summary>The next message: text, or a zlib stream that stands alone.</summary>
    public async Task<JsonNode> ReceiveJsonAsync()
    {
        var frame = await ReceiveAsync();
        frame.Opcode.ShouldBeOneOf(WebSocketOpcode.Text, WebSocketOpcode.Binary);
        return JsonNode.Parse(frame.Opcode == WebSocketOpcode.Text ? frame.Payload : Inflate(frame.Payload))!;
    }

    /// <summary>Expects nothing but a close frame, answers it, and expects the connection to end.</summary>
    public async Task ExpectCloseAsync(int code, string reason = "")
    {
        var frame = await ReceiveAsync();
        frame.Opcode.ShouldBe(WebSocketOpcode.Close, frame.Text);
        frame.CloseCode.ShouldBe(code);
        frame.CloseReason.ShouldBe(reason);
        await CloseAsync(code);
        await ExpectEndAsync();
    }

    /// <summary>Expects the connection to end without another byte.</summary>
    public async Task ExpectEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        (await Stream.ReadAsync(new byte[1], patience.Token)).ShouldBe(0);
    }

    /// <summary>Expects the connection to be cut rather than ended in good order.</summary>
    public Task ExpectCutAsync() => Should.ThrowAsync<IOException>(() => ReadAsync(1));

    /// <summary>Shows that nothing was sent and all is well: a ping's answer comes next.</summary>
    public async Task ExpectQuietAsync()
    {
        await SendAsync(WebSocketOpcode.Ping, "quiet?"u8.ToArray());
        var frame = await ReceiveAsync();
        frame.Opcode.ShouldBe(WebSocketOpcode.Pong, frame.Text);
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    public static byte[] Inflate(byte[] zlib)
    {
        using var inflated = new MemoryStream();
        using var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
        stream.CopyTo(inflated);
        return inflated.ToArray();
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(next, patience.Token);
            head.Append((char)next[0]);
        }

        return head.ToString();
    }
}
