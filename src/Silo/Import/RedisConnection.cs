using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Fabric.Silo.Import;

/// <summary>A connection to Redis on which commands are sent together and their replies read in turn. Used by one caller at a time.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisUrl _url;
    private readonly TimeProvider _time;
    private readonly Stream _stream;
    private readonly RespReader _reader;

    private RedisConnection(RedisUrl url, TimeProvider time, Stream stream)
    {
        _url = url;
        _time = time;
        _stream = stream;
        _reader = new RespReader(stream);
    }

    /// <summary>Connects, logs in and chooses the database.</summary>
    /// <exception cref="ImportException">It cannot be reached, refuses, or is no Redis.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisUrl url, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new RedisConnection(url, time, await ConnectAsync(url, time, cancellationToken));
        try
        {
            await connection.BeginAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The replies to the commands, in their order. An error is a reply like any other.</summary>
    /// <exception cref="ImportException">The connection is lost.</exception>
    public Task<RespValue[]> AskAsync(IReadOnlyList<byte[][]> commands, CancellationToken cancellationToken) => GuardAsync(
        _url,
        _time,
        async stop =>
        {
            await _stream.WriteAsync(Encode(commands), stop);
            await _stream.FlushAsync(stop);
            var replies = new RespValue[commands.Count];
            for (var index = 0; index < replies.Length; index++)
            {
                replies[index] = await _reader.ReadAsync(stop);
            }

            return replies;
        },
        cancellationToken);

    /// <summary>The reply to one command.</summary>
    /// <exception cref="ImportException">The connection is lost, or the command refused.</exception>
    public async Task<RespValue> AskAsync(byte[][] command, CancellationToken cancellationToken)
    {
        var reply = (await AskAsync([command], cancellationToken))[0];
        return reply is RespValue.Error ? throw Refused(reply) : reply;
    }

    /// <summary>A line for a reply that the import cannot go on after.</summary>
    public ImportException Refused(RespValue reply) => reply is RespValue.Error error
        ? new ImportException($"{_url} refuses: {error.Text}{AdviceFor(error.Text)}")
        : new ImportException($"{_url} gave an answer that is not Redis': is the address right?");

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static Task<Stream> ConnectAsync(RedisUrl url, TimeProvider time, CancellationToken cancellationToken) => GuardAsync(
        url,
        time,
        async stop =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(url.Host, url.Port, stop);
                var stream = new NetworkStream(socket, ownsSocket: true);
                return url.IsTls ? await SecureAsync(stream, url, stop) : stream;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
        cancellationToken);

    private static async Task<Stream> SecureAsync(NetworkStream stream, RedisUrl url, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host }, cancellationToken);
        return secure;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_url.Password is { } password)
        {
            await AskAsync(_url.User is { } user ? Command("AUTH", user, password) : Command("AUTH", password), cancellationToken);
        }

        if (await AskAsync(Command("PING"), cancellationToken) is var answer and not RespValue.Simple { Text: "PONG" })
        {
            throw Refused(answer);
        }

        if (_url.Database > 0)
        {
            await AskAsync(Command("SELECT", _url.Database.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        }
    }

    /// <summary>A command of words.</summary>
    private static byte[][] Command(params string[] words) => Array.ConvertAll(words, Encoding.UTF8.GetBytes);

    private static byte[] Encode(IReadOnlyList<byte[][]> commands)
    {
        using var output = new MemoryStream();
        foreach (var command in commands)
        {
            output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{command.Length}\r\n")));
            foreach (var word in command)
            {
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n")));
                output.Write(word);
                output.Write("\r\n"u8);
            }
        }

        return output.ToArray();
    }

    private static string AdviceFor(string error) => error.Split(' ', 2)[0] switch
    {
        "NOAUTH" => " (put the password into the URL: redis://:password@host)",
        "WRONGPASS" => " (correct the user and the password in the URL)",
        _ => "",
    };

    /// <summary>Everything that may go wrong on the way, in a line.</summary>
    private static async Task<T> GuardAsync<T>(
        RedisUrl url, TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImportException($"{url} did not answer within {Patience.TotalSeconds:0} s: is it Redis that listens there?", failure);
        }
        catch (SocketException failure)
        {
            throw new ImportException($"{url} cannot be reached: {failure.Message}.", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new ImportException($"{url} does not speak Redis' protocol: is the address right{(url.IsTls ? "" : ", and is it without TLS")}?", failure);
        }
        catch (AuthenticationException failure)
        {
            throw new ImportException($"{url} cannot be trusted over TLS: {failure.Message}", failure);
        }
        catch (IOException failure)
        {
            throw new ImportException($"{url} broke the connection off: {failure.Message}", failure);
        }
    }
}
