using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Fabric.Silo.Tests.Support;

/// <summary>A Lanyard client over .NET's own WebSocket. Every wait is bounded.</summary>
internal sealed class LanyardSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    /// <summary>The code that the server closed with.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects, takes Hello and subscribes.</summary>
    public static async Task<LanyardSocket> SubscribeAsync(Uri address, object subscription)
    {
        var client = new LanyardSocket();
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await client._socket.ConnectAsync(address, limit.Token);
        (await client.NextAsync())!.Value.GetProperty("op").GetInt32().ShouldBe(1);
        await client._socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { op = 2, d = subscription }), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        return client;
    }

    /// <summary>The next message; null when the server closes, which is answered.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                return null;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return JsonElement.Parse(Encoding.UTF8.GetString(_buffer, 0, length));
            }
        }
    }

    /// <summary>The next message must be this event; its data.</summary>
    public async Task<JsonElement> ExpectAsync(string type)
    {
        var message = (await NextAsync()).ShouldNotBeNull();
        message.GetProperty("t").GetString().ShouldBe(type);
        return message.GetProperty("d");
    }

    public void Dispose() => _socket.Dispose();
}
