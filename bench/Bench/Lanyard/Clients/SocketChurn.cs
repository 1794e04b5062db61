using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fabric.Bench.Lanyard.Clients;

/// <summary>
/// Clients that connect, shake hands, are greeted, and are gone again: every other one with a close frame, the rest without a word. One thread,
/// so that the server has as much of the machine as the clients.
/// </summary>
internal sealed class SocketChurn(Uri server, string target)
{
    private static readonly byte[] Close = [0x88, 0x80, 0, 0, 0, 0];
    private static readonly LingerOption WithoutWord = new(enable: true, seconds: 0);

    private readonly IPEndPoint _server = new(IPAddress.Loopback, server.Port);
    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");

    /// <summary>Comes and goes for a while, at most so many times a second; returns how often.</summary>
    public int Run(TimeSpan duration, int rate)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        while (clock.Elapsed < duration)
        {
            if (count <= clock.Elapsed.TotalSeconds * rate)
            {
                ComeAndGo(isOrderly: count % 2 == 0);
                count++;
            }
            else
            {
                Thread.Yield();
            }
        }

        return count;
    }

    private void ComeAndGo(bool isOrderly)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = WithoutWord };
        socket.Connect(_server);
        socket.Send(_request);
        if (socket.Receive(_buffer) == 0 || !_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException("The server refused a connection.");
        }

        if (isOrderly)
        {
            socket.Send(Close);
            while (socket.Receive(_buffer) > 0)
            {
                // Until the server has closed, too.
            }
        }
    }
}
