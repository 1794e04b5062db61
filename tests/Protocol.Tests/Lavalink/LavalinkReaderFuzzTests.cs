using System.Text;
using Fabric.Protocol.Lavalink;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class LavalinkReaderFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 10_000;
    private const string Pieces = "0123456789{}[]\":,-+.eE\\nul true";

    private static readonly byte[][] Originals =
    [
        .. new[]
        {
            """{"track":{"encoded":"QAAA","userData":{"a":[1,{"b":null}]}},"position":5000,"paused":false}""",
            """{"encodedTrack":null,"endTime":null,"volume":"100"}""",
            """{"identifier":"ytsearch:ä🌿","voice":{"token":"t","endpoint":"e:443","sessionId":"s","channelId":"1"}}""",
            $$"""{"filters":{{Things.FiltersText}}}""",
            """{"filters":{"equalizer":[null,{"band":0},{"band":14,"gain":-0.25}],"karaoke":null}}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void A_mutated_body_is_read_or_refused()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var read = 0;
        for (var number = 0; number < Cases; number++)
        {
            read += IsRead(Mutate(Originals[random.Next(Originals.Length)], random)) ? 1 : 0;
        }

        read.ShouldBeInRange(Cases / 100, Cases - (Cases / 100));
    }

    private static bool IsRead(byte[] body)
    {
        try
        {
            var update = LavalinkReader.ReadPlayerUpdate(body);
            var player = Things.Player with { Filters = update.Filters.Or(Filters.None) };
            Text.Of(writer => LavalinkWriter.Write(writer, player)).ShouldNotBeEmpty();
            return true;
        }
        catch (LavalinkBodyException)
        {
            return false;
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var body = original.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && body.Count > 1; changes--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0:
                    body[at] = (byte)Pieces[random.Next(Pieces.Length)];
                    break;
                case 1:
                    body[at] = (byte)random.Next(256);
                    break;
                case 2:
                    body.RemoveAt(at);
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, Math.Min(body.Count - at, random.Next(1, 20))));
                    break;
                default:
                    body.RemoveRange(at, Math.Min(body.Count - at, random.Next(1, 10)));
                    break;
            }
        }

        return [.. body];
    }
}
