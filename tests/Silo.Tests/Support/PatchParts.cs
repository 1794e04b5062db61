using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Support;

/// <summary>What the bodies of a <see cref="PatchCase" /> are made of: a key and its value each, and what one of them alone is answered where it is refused.</summary>
internal static class PatchParts
{
    /// <summary>Good parts of a body; of those that give a track only one.</summary>
    public static readonly string[] Good =
    [
        "\"volume\":-5", "\"volume\":\"70\"", "\"volume\":2147483647", "\"paused\":true", "\"paused\":false", "\"position\":-9223372036854775808",
        "\"position\":2500", "\"position\":9223372036854775807", "\"endTime\":9000", "\"endTime\":null", "\"endTime\":9223372036854775807",
        "\"filters\":{}", "\"filters\":{\"timescale\":{\"speed\":0},\"volume\":3.4e38}", "\"filters\":{\"timescale\":{\"speed\":1e308,\"rate\":1e308}}",
        "\"filters\":{\"equalizer\":[null,{\"band\":3},null],\"karaoke\":null,\"tremolo\":{\"depth\":-1e-40}}",
        "\"filters\":{\"pluginFilters\":{\"echo\":[1,{\"a\":null}]},\"lowPass\":{}}", "\"unknown\":[1,{\"x\":[null,\"\\u00fc\"]}]",
        "\"\":\"\"", "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"1\",\"more\":{}}",
        "\"\\u0076olume\":11",
    ];

    public static readonly string[] GoodTracks =
    [
        $"\"encodedTrack\":\"{TrackExamples.Http}\"", $"\"encodedTrack\":\"{TrackExamples.Stream}\"", "\"encodedTrack\":null", "\"track\":{}",
        "\"track\":{\"encoded\":null}", "\"track\":{\"userData\":{\"a\":{\"b\":[1,2,{}]}}}",
        $"\"track\":{{\"encoded\":\"{TrackExamples.Version1}\",\"userData\":{{\"x\":\"\\ud800\"}}}}", "\"track\":{\"unknown\":null}",
        $"\"encodedTrack\":\"{Track(long.MaxValue, long.MaxValue)}\"", $"\"encodedTrack\":\"{Track(-5, long.MinValue)}\"",
    ];

    public static readonly string[] WrongTypes =
    [
        "\"volume\":\"x\"", "\"volume\":{}", "\"volume\":[]", "\"volume\":true", "\"volume\":1.5", "\"volume\":100.0", "\"volume\":\"\"",
        "\"paused\":1", "\"paused\":\"yes\"", "\"paused\":{}", "\"position\":\"+1\"", "\"position\":[1]", "\"endTime\":true", "\"endTime\":\"null\"",
        "\"filters\":[]", "\"filters\":1", "\"filters\":{\"equalizer\":{}}", "\"filters\":{\"equalizer\":[1]}", "\"filters\":{\"equalizer\":[{}]}",
        "\"filters\":{\"volume\":\"NaN\"}", "\"filters\":{\"tremolo\":[]}", "\"filters\":{\"rotation\":{\"rotationHz\":\"Infinity\"}}",
        "\"filters\":{\"pluginFilters\":[]}", "\"track\":[]", "\"track\":\"x\"", "\"track\":{\"encoded\":1}", "\"track\":{\"userData\":[]}",
        "\"track\":{\"identifier\":{}}", "\"encodedTrack\":1", "\"encodedTrack\":{}", "\"identifier\":1", "\"voice\":[]", "\"voice\":{}",
        "\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":1}", "\"identifier\":\"\\udc00\"",
    ];

    public static readonly string[] Nulls =
    [
        "\"volume\":null", "\"paused\":null", "\"position\":null", "\"filters\":null", "\"voice\":null", "\"track\":null", "\"identifier\":null",
        "\"track\":{\"identifier\":null}", "\"track\":{\"userData\":null}", "\"filters\":{\"volume\":null}", "\"filters\":{\"equalizer\":null}",
        "\"filters\":{\"pluginFilters\":null}", "\"filters\":{\"karaoke\":{\"level\":null}}", "\"filters\":{\"timescale\":{\"speed\":null}}",
        "\"filters\":{\"equalizer\":[{\"band\":null}]}",
    ];

    public static readonly string[] TooLarge =
    [
        "\"volume\":2147483648", "\"volume\":-2147483649", "\"position\":9223372036854775808", "\"endTime\":-9223372036854775809",
        "\"filters\":{\"volume\":1e39}", "\"filters\":{\"timescale\":{\"speed\":1e309}}", "\"filters\":{\"equalizer\":[{\"band\":99999999999}]}",
        "\"filters\":{\"lowPass\":{\"smoothing\":-1e400}}", $"\"volume\":{new string('9', 5000)}", $"\"position\":\"{new string('9', 5000)}\"",
    ];

    public static readonly string[] Odd =
    [
        "NaN", "\"volume\":NaN", "\"volume\":01", "\"volume\":+1", "'volume':1", "\"volume\":1,", "/**/", "\"a\":1 \"b\":2", "\"a\"", "\"\\ud800\":1",
        "\"identifier\":\"a\nb\"", "{", "}", "\0",
    ];

    public static readonly (string Part, string Message)[] Refusals =
    [
        ("\"endTime\":0", "End time must be greater than 0"), ("\"endTime\":-9223372036854775808", "End time must be greater than 0"),
        ("\"track\":{},\"identifier\":\"x\"", "Cannot specify both track and encodedTrack/identifier"),
        ("\"encodedTrack\":null,\"identifier\":\"x\"", "Cannot specify both encodedTrack and identifier"),
        ("\"identifier\":\"\\u0000\"", "No matches found for identifier"), ("\"identifier\":\"\"", "No matches found for identifier"),
        ("\"voice\":{\"token\":\" \",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":null}", "token, endpoint, sessionId and channelId must be provided in voice state"),
    ];

    /// <summary>What is read only where it is used: Lavalink calls it the server's fault.</summary>
    public static readonly (string Part, string Message)[] Faults =
    [
        ("\"encodedTrack\":\"abc!\"", "Illegal base64 character 21"), ("\"encodedTrack\":\"\\u00fc\"", "Illegal base64 character fc"),
        ("\"track\":{\"encoded\":\"QAAAAA==\"}", "Failed to decode track due to a mismatching version or missing source manager"),
        ("\"encodedTrack\":\"\"", "Failed to decode track due to a mismatching version or missing source manager"),
        ("\"filters\":{\"equalizer\":[{\"band\":15}]}", "A band of the equalizer is not one of 0 to 14"),
        ("\"filters\":{\"equalizer\":[{\"band\":-2147483648}]}", "A band of the equalizer is not one of 0 to 14"),
        ("\"voice\":{\"token\":\"t\",\"endpoint\":\"e\",\"sessionId\":\"s\",\"channelId\":\"9223372036854775808\"}", "For input string: \"9223372036854775808\""),
    ];

    public static readonly byte[][] NoText = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80], [0xF5, 0x80, 0x80, 0x80]];

    public static readonly string[] NoGuilds =
    [
        "9223372036854775808", "99999999999999999999999999", "-1", "-9223372036854775808", "0", "abc", "12a", "1.5", "0x10", "%C3%A9", "%EF%BC%91",
        "1%2F2", "%20", "1%0A", "null", "1e3",
    ];

    private static string Track(long length, long position)
    {
        var track = TrackCodec.Decode(TrackExamples.Http);
        return TrackCodec.Encode(track with { Info = track.Info with { Length = length, Position = position } });
    }
}
