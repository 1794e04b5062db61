using System.Text;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Support;

/// <summary>Bad input by seed: mostly well-formed, with something wrong somewhere.</summary>
internal sealed class FuzzCase(int seed)
{
    private static readonly string[] Messages =
    [
        "{\"op\":3}",
        "{\"op\":2,\"d\":{\"subscribe_to_id\":\"94490510688792576\"}}",
        "{\"op\":2,\"d\":{\"subscribe_to_ids\":[\"94490510688792576\",\"1\",null,{\"a\":[]},1e999]}}",
        "{\"op\":2,\"d\":{\"subscribe_to_all\":true}}",
        "{\"op\":4,\"d\":{\"unsubscribe_from_all\":true}}",
        "{\"op\":4,\"d\":{\"unsubscribe_from_ids\":[\"94490510688792576\"]},\"t\":null}",
        "{\"d\":\"\\ud83d\\ude00\\u0000\",\"op\":3}",
    ];

    private static readonly string[] Requests =
    [
        "GET /v1/users/94490510688792576 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0.5, br\r\nOrigin: b\r\n\r\n",
        "OPTIONS /v1/users/@me/kv/a HTTP/1.1\r\nHost: a\r\nOrigin: b\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: X\r\n\r\n",
        "HEAD //v1//users//%39%34 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /socket?compression=zlib_json&x=%41 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n",
        "PUT /v1/users/1/kv/a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A few frames, each possibly spoilt; now and then just bytes.</summary>
    public byte[] Frames()
    {
        var bytes = new List<byte>();
        var count = 1 + _random.Next(6);
        for (var i = 0; i < count; i++)
        {
            bytes.AddRange(_random.Next(20) switch { 0 => Noise(200), 1 => Oversized(), _ => Frame() });
        }

        return _random.Next(3) == 0 ? Spoil([.. bytes]) : [.. bytes];
    }

    /// <summary>A request, spoilt.</summary>
    public byte[] Request()
    {
        var request = Encoding.ASCII.GetBytes(Requests[_random.Next(Requests.Length)]);
        return _random.Next(12) switch
        {
            0 => Noise(500),
            1 => [.. "GET /"u8, .. Encoding.ASCII.GetBytes(new string('a', _random.Next(20_000))), .. " HTTP/1.1\r\nHost: a\r\n\r\n"u8],
            2 => [.. request[..^2], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X: y\r\n", _random.Next(100)))), .. "\r\n"u8],
            _ => Spoil(request),
        };
    }

    private byte[] Frame()
    {
        var payload = Payload();
        return ClientFrame.Build(Opcode(), payload, final: _random.Next(6) != 0, reserved: _random.Next(15) == 0 ? _random.Next(8) : 0, masked: _random.Next(15) != 0);
    }

    /// <summary>The beginning of a frame that is said to be longer than any may be.</summary>
    private byte[] Oversized() => [.. ClientFrame.Header(Opcode(), 10_000_001 + (ulong)_random.NextInt64(), final: _random.Next(2) == 0), .. Noise(500)];

    private WebSocketOpcode Opcode() => _random.Next(8) switch
    {
        0 => (WebSocketOpcode)_random.Next(16),
        1 => WebSocketOpcode.Continuation,
        2 => WebSocketOpcode.Ping,
        3 => WebSocketOpcode.Binary,
        _ => WebSocketOpcode.Text,
    };

    private byte[] Payload()
    {
        var message = Encoding.UTF8.GetBytes(Messages[_random.Next(Messages.Length)]);
        return _random.Next(6) switch
        {
            0 => Noise(300),
            1 => Spoil(message),
            2 => Encoding.ASCII.GetBytes($"{{\"op\":3,\"d\":{new string('[', _random.Next(3000))}}}"),
            3 => Encoding.ASCII.GetBytes("{\"op\":3}".PadRight(_random.Next(200_000))),
            _ => message,
        };
    }

    private byte[] Noise(int most)
    {
        var bytes = new byte[_random.Next(most)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Spoil(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        switch (_random.Next(4))
        {
            case 0:
                return bytes[.._random.Next(bytes.Length)];
            case 1:
                return [.. bytes, .. Noise(20)];
            case 2:
                var at = _random.Next(bytes.Length);
                return [.. bytes[..at], .. Noise(8), .. bytes[at..]];
            default:
                for (var i = 1 + _random.Next(5); i > 0; i--)
                {
                    bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                }

                return bytes;
        }
    }
}
