using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>
/// Malformed, truncated, mutated and oversized input. A case is its seed: the same seed sends the same bytes. One that fails is printed, and
/// played again with FABRIC_FUZZ_SEED.
/// </summary>
public sealed class LanyardFuzzTests : IAsyncLifetime
{
    private const string SeedVariable = "FABRIC_FUZZ_SEED";
    private const int Parallelism = 64;

    /// <summary>How long a server that has something to say may be silent on a busy machine.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private static readonly int[] Codes = [1000, 1002, 1007, 1008, 1009, 4004, 4005, 4006];

    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public Task Bad_frames_lead_to_the_specified_closes_and_nothing_else() => FuzzSocketsAsync(0, 300);

    [Fact]
    public Task Bad_requests_are_refused_and_never_fail() => FuzzRequestsAsync(0, 300);

    [Fact]
    public async Task A_seed_is_played_again_on_demand()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        new FuzzCase(seed).Frames().ShouldBe(new FuzzCase(seed).Frames());
        new FuzzCase(seed).Request().ShouldBe(new FuzzCase(seed).Request());

        await FuzzSocketsAsync(seed, 1);
        await FuzzRequestsAsync(seed, 1);
    }

    [Fact, Trait("Category", "Long")]
    public Task Ten_thousand_bad_frames() => FuzzSocketsAsync(1_000_000, 10_000);

    [Fact, Trait("Category", "Long")]
    public Task Ten_thousand_bad_requests() => FuzzRequestsAsync(1_000_000, 10_000);

    private async Task FuzzSocketsAsync(int firstSeed, int count)
    {
        await ForEachSeedAsync(firstSeed, count, async seed =>
        {
            await using var client = await _server.GreetAsync();
            CheckFrames(await ExchangeAsync(client.Stream, new FuzzCase(seed).Frames()));
        });

        await Eventually.TrueAsync(() => _server.OpenSockets == 0, "every socket to end", lastSeen: () => $"{_server.OpenSockets} open");
        _server.Subscriptions.ShouldBe(0);
        await using var client = await _server.GreetAsync();
        await client.ExpectQuietAsync();
        _server.Log.Errors.ShouldBeEmpty();
    }

    private async Task FuzzRequestsAsync(int firstSeed, int count)
    {
        await ForEachSeedAsync(firstSeed, count, async seed =>
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync("127.0.0.1", _server.Port);
            var answer = Encoding.Latin1.GetString(await ExchangeAsync(tcp.GetStream(), new FuzzCase(seed).Request()));
            if (answer.Length > 0)
            {
                answer.ShouldStartWith("HTTP/1.1 ");
                RawHttp.Status(answer).ShouldBeOneOf(200, 204, 302, 400, 401, 404, 405, 408, 411, 413, 414, 417, 431, 501, 505);
            }
        });

        using var response = await _server.Http.GetAsync("/");
        response.IsSuccessStatusCode.ShouldBeTrue();
        _server.Log.Errors.ShouldBeEmpty();
    }

    private static Task ForEachSeedAsync(int firstSeed, int count, Func<int, Task> check)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism };
        return Parallel.ForEachAsync(Enumerable.Range(firstSeed, count), options, async (seed, _) =>
        {
            try
            {
                await check(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message} Play it again with {SeedVariable}={seed}.", exception);
            }
        });
    }

    /// <summary>What comes are whole frames: answers, pongs, and at most one close, with a code that is specified.</summary>
    private static void CheckFrames(ReadOnlySpan<byte> rest)
    {
        var closed = false;
        while (!rest.IsEmpty)
        {
            closed.ShouldBeFalse("nothing follows a close");
            Fabric.Edge.WebSockets.FrameHeader.TryParse(rest, out var header).ShouldBeTrue();
            var payload = rest.Slice(header.Size, (int)header.Length);
            rest = rest[(header.Size + payload.Length)..];
            closed = header.Opcode == Fabric.Edge.WebSockets.WebSocketOpcode.Close;
            if (closed)
            {
                Codes.ShouldContain((payload[0] << 8) | payload[1]);
            }
        }
    }

    /// <summary>Sends all bytes; answers with all that comes back until the server ends the connection or has no more to say.</summary>
    private static async Task<byte[]> ExchangeAsync(NetworkStream stream, byte[] bytes)
    {
        using var answer = new MemoryStream();
        var reading = ReadUntilQuietAsync(stream, answer);
        try
        {
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The server may end the connection while it is still being told more.
        }

        await reading;
        return answer.ToArray();
    }

    private static async Task ReadUntilQuietAsync(NetworkStream stream, MemoryStream answer)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                using var quiet = new CancellationTokenSource(Quiet, TimeProvider.System);
                var count = await stream.ReadAsync(buffer, quiet.Token);
                if (count == 0)
                {
                    return;
                }

                answer.Write(buffer, 0, count);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Cut off, or quiet: what came until then is the answer.
        }
    }
}
