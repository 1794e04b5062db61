using System.Text;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class ShardFuzzTests
{
    private const string Replacements = "0123456789{}[]\":,-.enulltrue\\ \u00e9\0";

    private static readonly string[] Originals =
    [
        """{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""",
        """{"t":"READY","s":1,"op":0,"d":{"user":{"id":"7","username":"b"},"session_id":"z","resume_gateway_url":"wss://r","guilds":[{"id":"1"}]}}""",
        """{"t":"PRESENCE_UPDATE","s":9,"op":0,"d":{"user":{"id":"94490510688792576"},"activities":[{"type":2}],"status":"online"}}""",
        """{"t":"GUILD_MEMBERS_CHUNK","s":9,"op":0,"d":{"guild_id":"1","chunk_index":0,"chunk_count":1,"nonce":"n","not_found":["1"]}}""",
        """{"t":"RATE_LIMITED","s":9,"op":0,"d":{"opcode":8,"retry_after":1.5,"meta":{"guild_id":"1"}}}""",
        """{"t":null,"s":null,"op":9,"d":true}""",
        """{"op":11}""",
    ];

    [Theory]
    [InlineData(GatewayCompression.None)]
    [InlineData(GatewayCompression.ZlibStream)]
    [InlineData(GatewayCompression.ZstdStream)]
    public Task Survives_whatever_is_received(GatewayCompression compression) => SurviveAsync(compression, cases: 150, seed: 5);

    [Theory]
    [InlineData(GatewayCompression.None)]
    [InlineData(GatewayCompression.ZlibStream)]
    [InlineData(GatewayCompression.ZstdStream)]
    [Trait("Category", "Long")]
    public Task Survives_10000_cases_of_whatever_is_received(GatewayCompression compression) => SurviveAsync(compression, cases: 10_000, seed: 6);

    /// <summary>Each case: a connection, something wrong on it, its end. The next case shows that the shard came back.</summary>
    private static async Task SurviveAsync(GatewayCompression compression, int cases, int seed)
    {
        await using var fixture = new ShardFixture(compression);
        var chance = new SeededRandom(seed);
        fixture.Start();
        for (var number = 0; number < cases; number++)
        {
            var socket = await NextAsync(fixture);
            using var server = new CompressingServer(compression);
            Say(socket, server, Originals[0]);
            for (var messages = (int)(chance.NextDouble() * 4); messages >= 0; messages--)
            {
                var mutated = Mutate(Originals[(int)(chance.NextDouble() * Originals.Length)], chance);
                var corrupt = compression != GatewayCompression.None && chance.NextDouble() < 0.5;
                Say(socket, server, mutated, corrupt ? chance : null);
            }

            socket.SayClosed(null);
        }

        (await NextAsync(fixture)).ShouldNotBeNull();
        fixture.Run.IsCompleted.ShouldBeFalse();
    }

    /// <summary>The next connection. Time passes only while the shard waits for it; ten thousand cases leave no time for polling.</summary>
    private static async Task<FakeSocket> NextAsync(ShardFixture fixture)
    {
        var next = fixture.Sockets.OpenedAsync();
        while (!next.IsCompleted)
        {
            fixture.Run.IsCompleted.ShouldBeFalse(fixture.Run.Exception?.ToString());
            if (fixture.Shard.State == GatewayConnectionState.Connecting)
            {
                fixture.Clock.Advance(TimeSpan.FromSeconds(60));
            }

            await Task.Yield();
        }

        return await next;
    }

    private static void Say(FakeSocket socket, CompressingServer server, string message, SeededRandom? corruption = null)
    {
        if (server.Kind == GatewaySocketMessage.Text)
        {
            socket.Say(message);
            return;
        }

        var bytes = server.Encode(message);
        if (corruption is not null && bytes.Length > 0)
        {
            bytes[(int)(corruption.NextDouble() * bytes.Length)] ^= (byte)(1 + (corruption.NextDouble() * 255));
        }

        socket.SayBinary(bytes);
    }

    private static string Mutate(string original, SeededRandom chance)
    {
        var text = new StringBuilder(original);
        for (var changes = (int)(chance.NextDouble() * 5); changes > 0 && text.Length > 1; changes--)
        {
            var at = (int)(chance.NextDouble() * text.Length);
            switch ((int)(chance.NextDouble() * 4))
            {
                case 0:
                    text[at] = Replacements[(int)(chance.NextDouble() * Replacements.Length)];
                    break;
                case 1:
                    text.Remove(at, 1);
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, Math.Min(text.Length - at, 8)));
                    break;
                default:
                    text.Length = Math.Max(1, text.Length - (int)(chance.NextDouble() * 10));
                    break;
            }
        }

        return text.ToString();
    }
}
