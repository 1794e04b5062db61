using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fabric.Bench.Lanyard.Clients;

/// <summary>
/// Many WebSocket clients of one server that only count what they are sent, read by one thread. They cost the same whatever the server, and
/// little.
/// </summary>
internal sealed class SocketSwarm : IDisposable
{
    private const int PollMilliseconds = 100;
    private const int BufferSize = 256 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly byte[] Heartbeat = Masked("""{"op":3}""");

    private readonly Epoll _epoll = new();
    private readonly Socket?[] _sockets;
    private readonly FrameCounter[] _counters;
    private readonly Lock _gate = new();
    private readonly Thread _reader;
    private readonly IPEndPoint _server;
    private volatile bool _stopped;
    private Exception? _failure;
    private long _frames;
    private long _wanted = long.MaxValue;
    private TaskCompletionSource<long>? _reached;

    private SocketSwarm(IPEndPoint server, int count)
    {
        _server = server;
        _counters = new FrameCounter[count];
        _sockets = new Socket?[count];
        _reader = new Thread(Read) { IsBackground = true, Name = "Socket swarm" };
    }

    /// <summary>How many clients there are.</summary>
    public int Count => _counters.Length;

    /// <summary>Connects clients, each of which says something first.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="target">The path of the socket.</param>
    /// <param name="count">How many clients.</param>
    /// <param name="greeting">What a client sends first; null for nothing.</param>
    /// <param name="answers">How many messages each client is sent for that before the swarm is of use.</param>
    public static async Task<SocketSwarm> ConnectAsync(Uri server, string target, int count, string? greeting, int answers)
    {
        var swarm = new SocketSwarm(new IPEndPoint(IPAddress.Loopback, server.Port), count);
        try
        {
            swarm._reader.Start();
            var arrived = swarm.ExpectAsync(answers);
            await Task.Run(() => swarm.Connect(target, greeting is null ? null : Masked(greeting)));
            await arrived;
            return swarm;
        }
        catch
        {
            swarm.Dispose();
            throw;
        }
    }

    /// <summary>Every client sends a heartbeat: a server may close one that is silent for long.</summary>
    public void Beat()
    {
        foreach (var socket in _sockets)
        {
            socket!.Send(Heartbeat);
        }
    }

    /// <summary>Completes, with the timestamp, when every client has been sent that many more messages. To be called before they can come.</summary>
    public async Task<long> ExpectAsync(int messages)
    {
        if (messages == 0)
        {
            return Stopwatch.GetTimestamp();
        }

        Task<long> reached;
        lock (_gate)
        {
            _wanted = _frames + ((long)messages * Count);
            _reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            reached = _failure is null ? _reached.Task : Task.FromException<long>(_failure);
        }

        try
        {
            var at = await reached.WaitAsync(Limit, TimeProvider.System);
            CheckFairness();
            return at;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{Volatile.Read(ref _frames)} of {_wanted} messages arrived at {Count} sockets.", exception);
        }
    }

    public void Dispose()
    {
        _stopped = true;
        if (_reader.ThreadState != System.Threading.ThreadState.Unstarted)
        {
            _reader.Join();
        }

        foreach (var socket in _sockets)
        {
            socket?.Dispose();
        }

        _epoll.Dispose();
    }

    private static byte[] Masked(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] header = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length)]
            : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];

        // A mask of zeros leaves the payload as it is.
        return [.. header, 0, 0, 0, 0, .. payload];
    }

    private void Connect(string target, byte[]? greeting)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{_server.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        var buffer = new byte[BufferSize];
        for (var index = 0; index < Count; index++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _sockets[index] = socket;
            socket.Connect(_server);
            socket.Send(request);
            Shake(socket, buffer, index);
            if (greeting is not null)
            {
                socket.Send(greeting);
            }

            _epoll.Watch((int)socket.Handle, index);
        }
    }

    /// <summary>What follows the answer in the same segment counts already.</summary>
    private void Shake(Socket socket, byte[] buffer, int index)
    {
        var length = 0;
        int end;
        do
        {
            var count = socket.Receive(buffer.AsSpan(length));
            length += count;
            end = count > 0 ? buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) : throw new InvalidOperationException("The server hung up.");
        }
        while (end < 0);

        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException($"The server refused: {Encoding.UTF8.GetString(buffer.AsSpan(0, length))}");
        }

        Note(_counters[index].Take(buffer.AsSpan((end + 4)..length)));
    }

    private void Read()
    {
        var ready = new List<int>();
        var buffer = new byte[BufferSize];
        try
        {
            while (!_stopped)
            {
                _epoll.Wait(ready, PollMilliseconds);
                var frames = 0;
                foreach (var index in ready)
                {
                    frames += Receive(index, buffer);
                }

                Note(frames);
            }
        }
#pragma warning disable CA1031 // It is reported to whoever waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>A read that does not fill the buffer has emptied the socket.</summary>
    private int Receive(int index, byte[] buffer)
    {
        var socket = (int)_sockets[index]!.Handle;
        var frames = 0;
        int count;
        do
        {
            count = Epoll.Receive(socket, buffer);
            frames += count switch
            {
                > 0 => _counters[index].Take(buffer.AsSpan(0, count)),
                0 => throw new InvalidDataException("The server hung up."),
                _ => 0,
            };
        }
        while (count == buffer.Length);

        return frames;
    }

    private void Note(int frames)
    {
        lock (_gate)
        {
            _frames += frames;
            if (_frames >= _wanted)
            {
                _wanted = long.MaxValue;
                _reached?.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _failure = exception;
            _reached?.TrySetException(exception);
        }
    }

    /// <summary>The sum alone would not tell a message too few here from one too many there.</summary>
    private void CheckFairness()
    {
        if (_counters.Any(counter => counter.Frames != _counters[0].Frames))
        {
            throw new InvalidOperationException("Some sockets were sent more messages than others.");
        }
    }
}
