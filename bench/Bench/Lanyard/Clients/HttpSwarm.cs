using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fabric.Bench.Lanyard.Clients;

/// <summary>
/// HTTP clients of one server, each of which asks again as soon as it is answered, all on one thread. Answers to the same request are taken
/// to be of the same length: only their first bytes are looked at.
/// </summary>
internal sealed class HttpSwarm : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int PollMilliseconds = 100;

    private readonly Epoll _epoll = new();
    private readonly Socket[] _sockets;
    private readonly byte[][] _requests;
    private readonly int[] _lengths;
    private readonly int[] _received;
    private readonly byte[] _buffer = new byte[BufferSize];

    /// <summary>Connects clients and has each ask once.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="targets">What each client asks for.</param>
    public HttpSwarm(Uri server, IReadOnlyList<string> targets)
        : this(server, [.. targets.Select(target => Request(server, "GET", target))])
    {
    }

    /// <summary>Connects clients and has each ask once.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="requests">What each client sends: see <see cref="Request" />.</param>
    public HttpSwarm(Uri server, IReadOnlyList<byte[]> requests)
    {
        _sockets = [.. requests.Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];
        _requests = [.. requests];
        _received = new int[requests.Count];
        _lengths = new int[requests.Count];
        for (var index = 0; index < requests.Count; index++)
        {
            _sockets[index].Connect(IPAddress.Loopback, server.Port);
            _lengths[index] = AskFirst(index);
            _epoll.Watch((int)_sockets[index].Handle, index);
        }
    }

    /// <summary>The body of the first client's first answer.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>A request as it is sent.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and query.</param>
    /// <param name="authorization">The header Authorization; null for none.</param>
    /// <param name="json">The body; null for none.</param>
    public static byte[] Request(Uri server, string method, string target, string? authorization = null, string? json = null)
    {
        var credentials = authorization is null ? "" : $"Authorization: {authorization}\r\n";
        var content = json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n";
        return Encoding.UTF8.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\n{credentials}{content}\r\n{json}");
    }

    /// <summary>Has the clients ask for a while, and returns how many answers came.</summary>
    public int Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var ready = new List<int>();
        for (var index = 0; index < _sockets.Length; index++)
        {
            Ask(index);
        }

        var answers = 0;
        var open = _sockets.Length;
        while (open > 0)
        {
            _epoll.Wait(ready, PollMilliseconds);
            var goesOn = clock.Elapsed < duration;
            foreach (var index in ready)
            {
                if (!Receive(index))
                {
                    continue;
                }

                answers++;
                open -= goesOn ? 0 : 1;
                if (goesOn)
                {
                    Ask(index);
                }
            }

            if (clock.Elapsed > duration * 4)
            {
                throw new TimeoutException($"{open} of {_sockets.Length} requests were not answered.");
            }
        }

        return answers;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _epoll.Dispose();
    }

    private void Ask(int index) => Epoll.Send((int)_sockets[index].Handle, _requests[index]);

    /// <summary>Whether that was the end of an answer.</summary>
    private bool Receive(int index)
    {
        var count = Epoll.Receive((int)_sockets[index].Handle, _buffer);
        if (count < 0)
        {
            return false;
        }

        if (count == 0 || (_received[index] == 0 && !IsGood(_buffer.AsSpan(0, count))))
        {
            throw new InvalidDataException($"The server hung up or refused: {Encoding.UTF8.GetString(_buffer.AsSpan(0, Math.Max(count, 0)))}");
        }

        _received[index] += count;
        if (_received[index] < _lengths[index])
        {
            return false;
        }

        var isWhole = _received[index] == _lengths[index];
        _received[index] = 0;
        return isWhole ? true : throw new InvalidDataException("An answer is longer than the first one was.");
    }

    private int AskFirst(int index)
    {
        var socket = _sockets[index];
        socket.Send(_requests[index]);
        var length = 0;
        while (true)
        {
            var count = socket.Receive(_buffer.AsSpan(length));
            length += count;
            var answer = _buffer.AsSpan(0, length);
            if (count == 0 || !IsGood(answer))
            {
                throw new InvalidDataException($"The server hung up or refused: {Encoding.UTF8.GetString(answer)}");
            }

            if (WholeLength(answer) is { } whole && length >= whole.Header + whole.Body)
            {
                Body = index == 0 ? answer[whole.Header..].ToArray() : Body;
                return length;
            }
        }
    }

    private static bool IsGood(ReadOnlySpan<byte> answer) => answer.StartsWith("HTTP/1.1 200"u8);

    private static (int Header, int Body)? WholeLength(ReadOnlySpan<byte> answer)
    {
        const string Name = "content-length:";
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var line = Encoding.ASCII.GetString(answer[..end]).Split("\r\n").First(static line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return (end + 4, int.Parse(line.AsSpan(Name.Length), provider: null));
    }
}
