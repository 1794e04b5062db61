using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>A gateway in memory: what a test puts in is received, what is sent is kept for the test.</summary>
internal sealed class FakeSocket(Uri url) : IGatewaySocket
{
    private readonly Channel<(byte[] Bytes, GatewaySocketMessage Kind, bool End, int? Code)> _toClient =
        Channel.CreateUnbounded<(byte[], GatewaySocketMessage, bool, int?)>();

    private readonly Channel<string> _fromClient = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<int> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _rest;
    private (GatewaySocketMessage Kind, bool End) _restIs;

    public Uri Url => url;

    /// <summary>The code that the client closed with.</summary>
    public Task<int> ClosedWith => _closed.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public bool RefusesToSend { get; set; }

    public bool IsDisposed { get; private set; }

    public void Say(string json) => _toClient.Writer.TryWrite((Encoding.UTF8.GetBytes(json), GatewaySocketMessage.Text, true, null));

    public void SayBinary(ReadOnlySpan<byte> bytes, bool end = true) =>
        _toClient.Writer.TryWrite((bytes.ToArray(), GatewaySocketMessage.Binary, end, null));

    public void SayHello(int interval = 41_250) => Say($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{interval}}},"_trace":[]}}""");

    public void SayReady(long sequence = 1, string session = "session-1") => Say(
        $$$"""
        {"t":"READY","s":{{{sequence}}},"op":0,"d":{"v":10,"user":{"id":"77","username":"bot"},"session_id":"{{{session}}}",
        "resume_gateway_url":"wss://resume.example","guilds":[{"id":"5","unavailable":true},{"id":"6","unavailable":true}]}}
        """);

    public void Dispatch(string name, long sequence, string data = "{}") =>
        Say($$"""{"t":"{{name}}","s":{{sequence}},"op":0,"d":{{data}}}""");

    public void SayClosed(int? code) => _toClient.Writer.TryWrite(([], GatewaySocketMessage.Closed, true, code));

    /// <summary>The next text that the client sends.</summary>
    public Task<string> SentAsync() => _fromClient.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public bool HasSent => _fromClient.Reader.Count > 0;

    public async ValueTask<GatewaySocketReceive> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.IsEmpty)
        {
            var next = await _toClient.Reader.ReadAsync(cancellationToken);
            if (next.Kind == GatewaySocketMessage.Closed)
            {
                return new GatewaySocketReceive(GatewaySocketMessage.Closed, 0, EndOfMessage: true, next.Code);
            }

            (_rest, _restIs) = (next.Bytes, (next.Kind, next.End));
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return new GatewaySocketReceive(_restIs.Kind, count, _rest.IsEmpty && _restIs.End);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (RefusesToSend)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        _fromClient.Writer.TryWrite(Encoding.UTF8.GetString(message.Span));
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync(int closeCode, CancellationToken cancellationToken)
    {
        _closed.TrySetResult(closeCode);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
