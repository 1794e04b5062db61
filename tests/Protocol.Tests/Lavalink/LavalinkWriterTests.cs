using System.Buffers;
using Fabric.Protocol.Lavalink;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class LavalinkWriterTests
{
    private const string StateText = """{"time":1772000000000,"position":1500,"connected":true,"ping":-1}""";

    private const string StatsText =
        """
        "players":3,"playingPlayers":2,"uptime":60000,"memory":{"free":1,"used":2,"allocated":3,"reservable":4},"cpu":{"cores":2,"systemLoad":0.0,"lavalinkLoad":0.25}}
        """;

    private const string FailureText = """{"message":"m","severity":"suspicious","cause":"c","causeStackTrace":"at A\n\tat B"}""";

    [Fact]
    public void Writes_ready() => Text.Of(static output => LavalinkWriter.Write(output, new ReadyMessage(Resumed: false, "abcdefgh01234567")))
        .ShouldBe("""{"op":"ready","resumed":false,"sessionId":"abcdefgh01234567"}""");

    [Fact]
    public void Writes_a_player_update() => Text.Of(static output => LavalinkWriter.Write(output, new PlayerUpdateMessage(Things.Guild, Things.State)))
        .ShouldBe($$"""{"op":"playerUpdate","state":{{StateText}},"guildId":"817327181659111454"}""");

    [Fact]
    public void Writes_statistics_as_a_message_and_as_an_answer()
    {
        Text.Of(static output => LavalinkWriter.Write(output, new StatsMessage(Things.Stats)))
            .ShouldBe("""{"op":"stats","frameStats":{"sent":3000,"nulled":1,"deficit":-1},""" + StatsText);
        Text.Of(static output => LavalinkWriter.Write(output, Things.Stats with { FrameStats = null }))
            .ShouldBe("""{"frameStats":null,""" + StatsText);
    }

    [Fact]
    public void Writes_events()
    {
        WrittenEvent(new TrackStartEvent(Things.Guild, Things.Track)).ShouldBe(Event("TrackStartEvent", $"\"track\":{Things.TrackText}"));
        WrittenEvent(new TrackExceptionEvent(Things.Guild, Things.Track, Things.Failure))
            .ShouldBe(Event("TrackExceptionEvent", $"\"track\":{Things.TrackText},\"exception\":{FailureText}"));
        WrittenEvent(new TrackStuckEvent(Things.Guild, Things.Track, 10_000))
            .ShouldBe(Event("TrackStuckEvent", $"\"track\":{Things.TrackText},\"thresholdMs\":10000"));
        WrittenEvent(new WebSocketClosedEvent(Things.Guild, 4014, "", ByRemote: true))
            .ShouldBe(Event("WebSocketClosedEvent", "\"code\":4014,\"reason\":\"\",\"byRemote\":true"));
    }

    [Theory]
    [InlineData(TrackEndReason.Finished, "finished")]
    [InlineData(TrackEndReason.LoadFailed, "loadFailed")]
    [InlineData(TrackEndReason.Stopped, "stopped")]
    [InlineData(TrackEndReason.Replaced, "replaced")]
    [InlineData(TrackEndReason.Cleanup, "cleanup")]
    public void Writes_why_a_track_ended(TrackEndReason reason, string text) =>
        WrittenEvent(new TrackEndEvent(Things.Guild, Things.Track, reason))
            .ShouldBe(Event("TrackEndEvent", $"\"track\":{Things.TrackText},\"reason\":\"{text}\""));

    [Theory]
    [InlineData(ExceptionSeverity.Common, "common")]
    [InlineData(ExceptionSeverity.Suspicious, "suspicious")]
    [InlineData(ExceptionSeverity.Fault, "fault")]
    public void Writes_how_bad_a_failure_is(ExceptionSeverity severity, string text) =>
        Written(new LoadResult.LoadFailed(new LavalinkException(Message: null, severity, "c", "")))
            .ShouldBe("{\"loadType\":\"error\",\"data\":{\"message\":null,\"severity\":\"" + text + "\",\"cause\":\"c\",\"causeStackTrace\":\"\"}}");

    [Fact]
    public void Writes_a_player() => Text.Of(static output => LavalinkWriter.Write(output, Things.Player)).ShouldBe(
        $$$"""
        {"guildId":"817327181659111454","track":{{{Things.TrackText}}},"volume":50,"paused":true,"state":{{{StateText}}},"voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":"9007199254740993"},"filters":{{{Things.FiltersText}}}}
        """);

    [Fact]
    public void Writes_a_new_player()
    {
        var player = new LavalinkPlayer { GuildId = 1, State = new PlayerState(5, 0, Connected: false, Ping: -1) };

        Text.Of(output => LavalinkWriter.Write(output, [player])).ShouldBe(
            """
            [{"guildId":"1","track":null,"volume":100,"paused":false,"state":{"time":5,"position":0,"connected":false,"ping":-1},"voice":{"token":"","endpoint":"","sessionId":"","channelId":null},"filters":{}}]
            """);
    }

    [Fact]
    public void Writes_tracks() => Text.Of(static output => LavalinkWriter.Write(output, [Things.Track, Things.Track with { UserData = Things.Raw("""{ "a" : 1.50 }""") }]))
        .ShouldBe($"[{Things.TrackText},{Things.TrackText.Replace("\"userData\":{}", "\"userData\":{ \"a\" : 1.50 }")}]");

    [Fact]
    public void The_length_of_a_stream_is_an_integer()
    {
        var stream = Things.Track with { Info = Things.Track.Info with { IsStream = true, Length = TrackInfo.StreamLength } };

        Text.Of(output => LavalinkWriter.Write(output, stream)).ShouldContain("\"isSeekable\":false,\"author\":\"Ä\",\"length\":9223372036854775807,\"isStream\":true");
    }

    [Fact]
    public void Writes_results_of_loads_with_the_type_first()
    {
        Written(new LoadResult.TrackLoaded(Things.Track)).ShouldBe($$$"""{"loadType":"track","data":{{{Things.TrackText}}}}""");
        Written(new LoadResult.PlaylistLoaded(new Playlist("p", Playlist.NoneSelected, default, [Things.Track])))
            .ShouldBe($$$$"""{"loadType":"playlist","data":{"info":{"name":"p","selectedTrack":-1},"pluginInfo":{},"tracks":[{{{{Things.TrackText}}}}]}}""");
        Written(new LoadResult.SearchResult([Things.Track, Things.Track])).ShouldBe($$"""{"loadType":"search","data":[{{Things.TrackText}},{{Things.TrackText}}]}""");
        Written(LoadResult.NoMatches.Instance).ShouldBe("""{"loadType":"empty","data":null}""");
        Written(new LoadResult.LoadFailed(Things.Failure)).ShouldBe($$$"""{"loadType":"error","data":{{{FailureText}}}}""");
    }

    [Fact]
    public void Writes_a_session() => Text.Of(static output => LavalinkWriter.Write(output, new SessionInfo(Resuming: false, Timeout: 60)))
        .ShouldBe("""{"resuming":false,"timeout":60}""");

    [Fact]
    public void Writes_what_the_server_is()
    {
        var info = new ServerInfo
        {
            Version = new VersionInfo("4.2.2", 4, 2, 2, ""),
            BuildTime = 7,
            Git = new GitInfo("b", "c", -1),
            Jvm = "j",
            Lavaplayer = "l",
            SourceManagers = ["youtube", "http"],
            Filters = FilterNames.All,
            Plugins = [new PluginInfo("p", "1")],
        };

        Text.Of(output => LavalinkWriter.Write(output, info)).ShouldBe(
            """
            {"version":{"semver":"4.2.2","major":4,"minor":2,"patch":2,"preRelease":""},"buildTime":7,"git":{"branch":"b","commit":"c","commitTime":-1},"jvm":"j","lavaplayer":"l","sourceManagers":["youtube","http"],"filters":["volume","equalizer","karaoke","timescale","tremolo","vibrato","distortion","rotation","channelMix","lowPass"],"plugins":[{"name":"p","version":"1"}]}
            """);
    }

    [Fact]
    public void Writes_errors_with_a_trace_where_there_is_one()
    {
        var error = new ErrorResponse(5, 404, "Not Found", "Session not found", "/v4/sessions/a/players");

        Text.Of(output => LavalinkWriter.Write(output, error))
            .ShouldBe("""{"timestamp":5,"status":404,"error":"Not Found","message":"Session not found","path":"/v4/sessions/a/players"}""");
        Text.Of(output => LavalinkWriter.Write(output, error with { Trace = "x\ny" }))
            .ShouldBe("""{"timestamp":5,"status":404,"error":"Not Found","trace":"x\ny","message":"Session not found","path":"/v4/sessions/a/players"}""");
    }

    [Fact]
    public void Writes_route_planners()
    {
        const string Both = """
            "details":{"ipBlock":{"type":"Inet6Address","size":"18446744073709551616"},"failingAddresses":[{"failingAddress":"/1.2.3.4","failingTimestamp":9,"failingTime":"Sun Apr 12 10:00:00 UTC 2026"}]
            """;
        var block = new IpBlock(IsVersion6: true, "18446744073709551616");
        FailingAddress[] failing = [new("/1.2.3.4", 9, "Sun Apr 12 10:00:00 UTC 2026")];

        Written(new RoutePlanner.RotatingIp(block, failing, "1", "2", "/::1"))
            .ShouldBe($$$$"""{"class":"RotatingIpRoutePlanner",{{{{Both}}}},"rotateIndex":"1","ipIndex":"2","currentAddress":"/::1"}}""");
        Written(new RoutePlanner.NanoIp(block, failing, "3")).ShouldBe($$$$"""{"class":"NanoIpRoutePlanner",{{{{Both}}}},"currentAddressIndex":"3"}}""");
        Written(new RoutePlanner.RotatingNanoIp(block, failing, "4", "5"))
            .ShouldBe($$$$"""{"class":"RotatingNanoIpRoutePlanner",{{{{Both}}}},"blockIndex":"4","currentAddressIndex":"5"}}""");
        Written(new RoutePlanner.BalancingIp(block, failing)).ShouldBe($$$"""{"class":"BalancingIpRoutePlanner",{{{Both}}}}}""");
        Written(new RoutePlanner.BalancingIp(new IpBlock(IsVersion6: false, "256"), []))
            .ShouldBe("""{"class":"BalancingIpRoutePlanner","details":{"ipBlock":{"type":"Inet4Address","size":"256"},"failingAddresses":[]}}""");
    }

    [Fact]
    public void A_message_that_is_sent_all_the_time_costs_no_memory()
    {
        const int Messages = 1_000;
        var output = new ArrayBufferWriter<byte>(256);
        WriteUpdates(output, Messages);

        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteUpdates(output, Messages);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
    }

    private static void WriteUpdates(ArrayBufferWriter<byte> output, int count)
    {
        for (var number = 0; number < count; number++)
        {
            output.ResetWrittenCount();
            LavalinkWriter.Write(output, new PlayerUpdateMessage(Things.Guild, new PlayerState(number, number, Connected: true, Ping: 9)));
        }
    }

    private static string Event(string type, string own) => $$$"""{"op":"event","type":"{{{type}}}","guildId":"817327181659111454",{{{own}}}}""";

    private static string WrittenEvent(PlayerEvent told) => Text.Of(output => LavalinkWriter.Write(output, told));

    private static string Written(LoadResult result) => Text.Of(output => LavalinkWriter.Write(output, result));

    private static string Written(RoutePlanner planner) => Text.Of(output => LavalinkWriter.Write(output, planner));
}
