using System.Globalization;
using System.Text;

namespace Fabric.Silo.Tests.Support;

/// <summary>A request to change a player, by seed: a good one, or one that is spoilt in one way, with what it must be answered (lavalink.md §2.1, §2.4).</summary>
internal sealed class PatchCase
{
    private const int MostBytes = 1_048_576;
    private const int MostGuilds = 16;

    private readonly Random _random;

    private PatchCase(int seed)
    {
        _random = new Random(seed);
        Guild = GuildText = (1 + _random.Next(MostGuilds)).ToString(CultureInfo.InvariantCulture);
        Body = Encoding.UTF8.GetBytes(Object(GoodParts()));
    }

    /// <summary>The guild as the path has it.</summary>
    public string GuildText { get; private set; }

    /// <summary>The guild that is meant; null where none is.</summary>
    public string? Guild { get; private set; }

    public byte[] Body { get; private set; }

    public string? ContentType { get; private set; } = "application/json";

    /// <summary>Must be the answer's status; 0 where that is for the reader to find out: then it is 200 or one that tells what is wrong.</summary>
    public int Status { get; private set; } = 200;

    /// <summary>Must be the error's message; null where it is not known.</summary>
    public string? Message { get; private set; }

    public static PatchCase Of(int seed)
    {
        const int Kinds = 17;
        const int Large = 250;
        var one = new PatchCase(seed);
        if (seed % Large == 0)
        {
            one.Refuse(new byte[MostBytes + 1], 413, null);
            return one;
        }

        one.Spoil(seed % Kinds);
        return one;
    }

    private void Spoil(int kind)
    {
        switch (kind)
        {
            case 0:
                break;
            case 1:
                Refuse(Body[.._random.Next(Body.Length)]);
                break;
            case 2:
                Refuse(With(PatchParts.WrongTypes));
                break;
            case 3:
                Refuse(With(PatchParts.Nulls));
                break;
            case 4:
                Refuse(With(PatchParts.TooLarge));
                break;
            case 5:
                Refuse(Deep());
                break;
            case 6:
                Refuse(With(PatchParts.Odd));
                break;
            case 7:
                Refuse(Inserted(PatchParts.NoText[_random.Next(PatchParts.NoText.Length)]));
                break;
            case 8:
                Refuse([.. "\uFEFF"u8, .. Body]);
                break;
            case 9:
                Body = [.. "{\"volume\":1,\"filters\":{\"volume\":1,\"volume\":2},\"volume\":2}"u8];
                break;
            case 10:
                Misname();
                break;
            case 11:
                GuildText = string.Concat(Guild!.Select(static digit => $"%{(int)digit:X2}"));
                break;
            case 12:
                var refusal = PatchParts.Refusals[_random.Next(PatchParts.Refusals.Length)];
                Refuse(Encoding.UTF8.GetBytes(Object([refusal.Part])), 400, refusal.Message);
                break;
            case 13:
                var fault = PatchParts.Faults[_random.Next(PatchParts.Faults.Length)];
                Refuse(Encoding.UTF8.GetBytes(Object([fault.Part])), 500, fault.Message);
                break;
            case 14:
                ContentType = null;
                break;
            case 15:
                ContentType = "text/html; charset=utf-8";
                Refuse(Body, 415, $"Content-Type '{ContentType}' is not supported.");
                break;
            default:
                Corrupt();
                break;
        }
    }

    private void Refuse(byte[] body, int status = 400, string? message = "Bad Request") => (Body, Status, Message) = (body, status, message);

    private void Misname()
    {
        (GuildText, Guild, Status, Message) = (PatchParts.NoGuilds[_random.Next(PatchParts.NoGuilds.Length)], null, 400, "Bad Request");
        if (_random.Next(PatchParts.NoGuilds.Length) == 0)
        {
            (GuildText, Status, Message) = ("", 404, null);
        }
    }

    /// <summary>Any byte is changed to any other.</summary>
    private void Corrupt()
    {
        for (var count = 1 + _random.Next(3); count > 0; count--)
        {
            Body[_random.Next(Body.Length)] = (byte)_random.Next(256);
        }

        (Status, Message) = (0, null);
    }

    private byte[] With(string[] parts) => Encoding.UTF8.GetBytes(Object([.. GoodParts(), parts[_random.Next(parts.Length)]]));

    private byte[] Deep()
    {
        var depth = _random.Next(4) == 0 ? 100_000 : 65 + _random.Next(1000);
        var (open, close) = _random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var value = $"{string.Concat(Enumerable.Repeat(open, depth))}0{string.Concat(Enumerable.Repeat(close, depth))}";
        var part = _random.Next(4) switch
        {
            0 => $"\"unknown\":{value}",
            1 => $"\"track\":{{\"userData\":{{\"a\":{value}}}}}",
            2 => $"\"filters\":{{\"pluginFilters\":{{\"a\":{value}}}}}",
            _ => $"\"volume\":{value}",
        };
        return Encoding.UTF8.GetBytes(Object([part]));
    }

    private byte[] Inserted(byte[] bytes)
    {
        var at = _random.Next(Body.Length + 1);
        return [.. Body[..at], .. bytes, .. Body[at..]];
    }

    private List<string> GoodParts()
    {
        var parts = Enumerable.Range(0, _random.Next(4)).Select(_ => PatchParts.Good[_random.Next(PatchParts.Good.Length)]).ToList();
        if (_random.Next(2) == 0)
        {
            parts.Insert(_random.Next(parts.Count + 1), PatchParts.GoodTracks[_random.Next(PatchParts.GoodTracks.Length)]);
        }

        return parts;
    }

    private static string Object(IEnumerable<string> parts) => $"{{{string.Join(',', parts)}}}";
}
