using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fabric.Silo.Tests.Support;

/// <summary>A Redis with strings and hashes, for readers. It answers in small pages, and in small pieces where told to.</summary>
internal sealed class FakeRedis : IAsyncDisposable
{
    private const int PageSize = 3;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FakeRedis()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What must be given by AUTH; nothing where it is null.</summary>
    public string? Login { get; init; }

    /// <summary>Bytes that are written at once.</summary>
    public int PieceLength { get; init; } = int.MaxValue;

    public SortedDictionary<string, byte[]> Strings { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, List<(byte[] Field, byte[] Value)>> Hashes { get; } = new(StringComparer.Ordinal);

    /// <summary>The commands that arrived, as text.</summary>
    public List<string> Commands { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"redis://{(Login is null ? "" : $"{Login}@")}127.0.0.1:{Port}";

    public void AddStore(string user, params (string Key, string Value)[] pairs) =>
        Hashes[$"lanyard_kv:{user}"] = [.. pairs.Select(static pair => (Encoding.UTF8.GetBytes(pair.Key), Encoding.UTF8.GetBytes(pair.Value)))];

    public void AddApiKey(string key, string user)
    {
        Strings[$"api_key:{key}"] = Encoding.UTF8.GetBytes(user);
        Strings[$"user_api_key:{user}"] = Encoding.UTF8.GetBytes(key);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        try
        {
            var isIn = Login is null;
            while (await ReadCommandAsync(reader) is { } command)
            {
                Commands.Add(string.Join(' ', command));
                isIn |= command is ["AUTH", .. var given] && string.Join(':', given) == Login;
                var reply = isIn ? Answer(command) : Refusal(command);
                foreach (var piece in Encoding.Latin1.GetBytes(reply).Chunk(PieceLength))
                {
                    await client.GetStream().WriteAsync(piece, _stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<string[]?> ReadCommandAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync(_stop.Token) is not ['*', .. var count])
        {
            return null;
        }

        var words = new string[int.Parse(count, CultureInfo.InvariantCulture)];
        for (var index = 0; index < words.Length; index++)
        {
            var length = int.Parse((await reader.ReadLineAsync(_stop.Token))![1..], CultureInfo.InvariantCulture);
            var word = new char[length + 2];
            await reader.ReadBlockAsync(word, _stop.Token);
            words[index] = new string(word, 0, length);
        }

        return words;
    }

    private static string Refusal(string[] command) => command[0] == "AUTH"
        ? "-WRONGPASS invalid username-password pair or user is disabled.\r\n"
        : "-NOAUTH Authentication required.\r\n";

    private string Answer(string[] command) => command switch
    {
        ["AUTH", ..] or ["SELECT", _] => "+OK\r\n",
        ["PING"] => "+PONG\r\n",
        ["SCAN", var cursor, "MATCH", var pattern, "COUNT", _] => Page(
            cursor, [.. Strings.Keys.Concat(Hashes.Keys).Order(StringComparer.Ordinal).Where(name => name.StartsWith(pattern[..^1], StringComparison.Ordinal))], 1),
        ["HSCAN", var name, _, ..] when Strings.ContainsKey(name) => "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
        ["HSCAN", var name, var cursor, ..] => Page(
            cursor, [.. Hashes.GetValueOrDefault(name, []).SelectMany(static pair => new[] { Text(pair.Field), Text(pair.Value) })], 2),
        ["MGET", .. var names] => Bulks([.. names.Select(name => Strings.TryGetValue(name, out var value) ? Text(value) : null)]),
        _ => $"-ERR unknown command '{command[0]}'\r\n",
    };

    /// <summary>Each page repeats the last item of the one before, as Redis may.</summary>
    private static string Page(string cursor, string[] items, int width)
    {
        var start = int.Parse(cursor, CultureInfo.InvariantCulture);
        var end = Math.Min(items.Length, start + (PageSize * width));
        var next = end < items.Length ? $"{end}" : "0";
        return $"*2\r\n{Bulk(next)}{Bulks(items[Math.Max(0, start - width)..end])}";
    }

    private static string Bulks(string?[] items) => $"*{items.Length}\r\n{string.Concat(items.Select(Bulk))}";

    private static string Bulk(string? item) => item is null ? "$-1\r\n" : $"${item.Length}\r\n{item}\r\n";

    /// <summary>One character for each byte.</summary>
    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
