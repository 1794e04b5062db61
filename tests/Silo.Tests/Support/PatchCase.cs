using System.Globalization;
using System.Text;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Protocol.Lavalink;

namespace Fabric.Silo.Tests.Support;

/// <summary>A request to change a player, by seed: a good one, or one that is spoilt in one way, with what it must be answered (lavalink.md §2.1, §2.4).</summary>
internal sealed class PatchCase
{
    private const int MostBytes = 1_048_576;
    private const int MostGuilds = 16;

    /// <summary>Good parts of a body; of those that give a track only one.</summary>
    private static readonly string[] Good =
    [
        "\"volume\":-5", "\"volume\":\"70\"", "\"volume\":2147483647", "\"paused\":true", "\"paused\":false", "\"position\":-9223372036854775808",
        "\"position\":2500", "\"position\":9223372036854775807", "\"endTime\":9000", "\"endTime\":null", "\"endTime\":9223372036854775807",
        "\"filters\":{}", "\"filters\":{\"timescale\":{\"speed\":0},\"volume\":3.4e38}", "\"filters\":{\"timescale\":{\"speed\":1e308,\"rate\":1e308}}",
        "\"filters\":{\"equalizer\":[null,{\"band\":3},null],\"karaoke\":null,\"tremolo\":{\"depth\":-1e-40}}",
        "\"filters\":{\"pluginFilters\":{\"echo\":[1,{\"a\":null}]},\"lowPass\":{}}", "\"unknown\":[1,{\"x\":[null,\"\\u00fc\"]}]",
        "\"\":\"\"", "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"1\",\"more\":{}}",
        "\"\\u0076olume\":11",
    ];

    private static readonly string[] GoodTracks =
    [
        $"\"encodedTrack\":\"{Examples.Http}\"", $"\"encodedTrack\":\"{Examples.Stream}\"", "\"encodedTrack\":null", "\"track\":{}",
        "\"track\":{\"encoded\":null}", "\"track\":{\"userData\":{\"a\":{\"b\":[1,2,{}]}}}",
        $"\"track\":{{\"encoded\":\"{Examples.Version1}\",\"userData\":{{\"x\":\"\\ud800\"}}}}", "\"track\":{\"unknown\":null}",
        $"\"encodedTrack\":\"{Track(long.MaxValue, long.MaxValue)}\"", $"\"encodedTrack\":\"{Track(-5, long.MinValue)}\"",
    ];

    private static readonly string[] WrongTypes =
    [
        "\"volume\":\"x\"", "\"volume\":{}", "\"volume\":[]", "\"volume\":true", "\"volume\":1.5", "\"volume\":100.0", "\"volume\":\"\"",
        "\"paused\":1", "\"paused\":\"yes\"", "\"paused\":{}", "\"position\":\"+1\"", "\"position\":[1]", "\"endTime\":true", "\"endTime\":\"null\"",
        "\"filters\":[]", "\"filters\":1", "\"filters\":{\"equalizer\":{}}", "\"filters\":{\"equalizer\":[1]}", "\"filters\":{\"equalizer\":[{}]}",
        "\"filters\":{\"volume\":\"NaN\"}", "\"filters\":{\"tremolo\":[]}", "\"filters\":{\"rotation\":{\"rotationHz\":\"Infinity\"}}",
        "\"filters\":{\"pluginFilters\":[]}", "\"track\":[]", "\"track\":\"x\"", "\"track\":{\"encoded\":1}", "\"track\":{\"userData\":[]}",
        "\"track\":{\"identifier\":{}}", "\"encodedTrack\":1", "\"encodedTrack\":{}", "\"identifier\":1", "\"voice\":[]", "\"voice\":{}",
        "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":1}", "\"identifier\":\"\\udc00\"",
    ];

    private static readonly string[] Nulls =
    [
        "\"volume\":null", "\"paused\":null", "\"position\":null", "\"filters\":null", "\"voice\":null", "\"track\":null", "\"identifier\":null",
        "\"track\":{\"identifier\":null}", "\"track\":{\"userData\":null}", "\"filters\":{\"volume\":null}", "\"filters\":{\"equalizer\":null}",
        "\"filters\":{\"pluginFilters\":null}", "\"filters\":{\"karaoke\":{\"level\":null}}", "\"filters\":{\"timescale\":{\"speed\":null}}",
        "\"filters\":{\"equalizer\":[{\"band\":null}]}",
    ];

    private static readonly string[] TooLarge =
    [
        "\"volume\":2147483648", "\"volume\":-2147483649", "\"position\":9223372036854775808", "\"endTime\":-9223372036854775809",
        "\"filters\":{\"volume\":1e39}", "\"filters\":{\"timescale\":{\"speed\":1e309}}", "\"filters\":{\"equalizer\":[{\"band\":99999999999}]}",
        "\"filters\":{\"lowPass\":{\"smoothing\":-1e400}}", $"\"volume\":{new string('9', 5000)}", $"\"position\":\"{new string('9', 5000)}\"",
    ];

    private static readonly string[] Odd =
    [
        "NaN", "\"volume\":NaN", "\"volume\":01", "\"volume\":+1", "'volume':1", "\"volume\":1,", "/**/", "\"a\":1 \"b\":2", "\"a\"", "\"\\ud800\":1",
        "\"identifier\":\"a\nb\"", "{", "}", "\0",
    ];

    private static readonly (string Part, string Message)[] Refusals =
    [
        ("\"endTime\":0", "End time must be greater than 0"), ("\"endTime\":-9223372036854775808", "End time must be greater than 0"),
        ("\"track\":{},\"identifier\":\"x\"", "Cannot specify both track and encodedTrack/identifier"),
        ("\"encodedTrack\":null,\"identifier\":\"x\"", "Cannot specify both encodedTrack and identifier"),
        ("\"identifier\":\"\\u0000\"", "No matches found for identifier"), ("\"identifier\":\"\"", "No matches found for identifier"),
        ("\"voice\":{\"token\":\" \",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":null}", "token, endpoint, sessionId and channelId must be provided in voice state"),
    ];

    /// <summary>What is read only where it is used: Lavalink calls it the server's fault.</summary>
    private static readonly (string Part, string Message)[] Faults =
    [
        ("\"encodedTrack\":\"abc!\"", "Illegal base64 character 21"), ("\"encodedTrack\":\"\\u00fc\"", "Illegal base64 character fc"),
        ("\"track\":{\"encoded\":\"QAAAAA==\"}", "Failed to decode track due to a mismatching version or missing source manager"),
        ("\"encodedTrack\":\"\"", "Failed to decode track due to a mismatching version or missing source manager"),
        ("\"filters\":{\"equalizer\":[{\"band\":15}]}", "A band of the equalizer is not one of 0 to 14"),
        ("\"filters\":{\"equalizer\":[{\"band\":-2147483648}]}", "A band of the equalizer is not one of 0 to 14"),
        ("\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"9223372036854775808\"}", "For input string: \"9223372036854775808\""),
    ];

    private static readonly byte[][] NoText = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80], [0xF5, 0x80, 0x80, 0x80]];

    private static readonly string[] NoGuilds =
    [
        "9223372036854775808", "99999999999999999999999999", "-1", "-9223372036854775808", "0", "abc", "12a", "1.5", "0x10", "%C3%A9", "%EF%BC%91",
        "1%2F2", "%20", "1%0A", "null", "1e3",
    ];

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
                Refuse(With(WrongTypes));
                break;
            case 3:
                Refuse(With(Nulls));
                break;
            case 4:
                Refuse(With(TooLarge));
                break;
            case 5:
                Refuse(Deep());
                break;
            case 6:
                Refuse(With(Odd));
                break;
            case 7:
                Refuse(Inserted(NoText[_random.Next(NoText.Length)]));
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
                var refusal = Refusals[_random.Next(Refusals.Length)];
                Refuse(Encoding.UTF8.GetBytes(Object([refusal.Part])), 400, refusal.Message);
                break;
            case 13:
                var fault = Faults[_random.Next(Faults.Length)];
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
        (GuildText, Guild, Status, Message) = (NoGuilds[_random.Next(NoGuilds.Length)], null, 400, "Bad Request");
        if (_random.Next(NoGuilds.Length) == 0)
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
        var parts = Enumerable.Range(0, _random.Next(4)).Select(_ => Good[_random.Next(Good.Length)]).ToList();
        if (_random.Next(2) == 0)
        {
            parts.Insert(_random.Next(parts.Count + 1), GoodTracks[_random.Next(GoodTracks.Length)]);
        }

        return parts;
    }

    private static string Track(long length, long position)
    {
        var track = TrackCodec.Decode(Examples.Http);
        return TrackCodec.Encode(track with { Info = track.Info with { Length = length, Position = position } });
    }

    private static string Object(IEnumerable<string> parts) => $"{{{string.Join(',', parts)}}}";
}
