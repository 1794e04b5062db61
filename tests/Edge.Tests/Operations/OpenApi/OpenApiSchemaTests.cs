using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>The schemas say what is really written: no key more, no key less, and required are those that are always there.</summary>
public sealed class OpenApiSchemaTests
{
    private static readonly ApiDescription Api = ApiDescription.Written;

    private static readonly Track Track = new("QAAA", LavalinkSamples.Info);

    public static TheoryData<string, string> Whole => new()
    {
        { "Player", Written(LavalinkSamples.Player, LavalinkWriter.Write) },
        { "Track", Written(Track, LavalinkWriter.Write) },
        { "Stats", Written(LavalinkSamples.Stats, LavalinkWriter.Write) },
        { "Info", Written(LavalinkSamples.Server, LavalinkWriter.Write) },
        { "Session", Written(new SessionInfo(Resuming: true, 60), LavalinkWriter.Write) },
        { "Error", Written(new ErrorResponse(1, 404, "Not Found", "m", "/p", "t"), LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(new LoadResult.TrackLoaded(Track), LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(new LoadResult.PlaylistLoaded(new Playlist("n", Playlist.NoneSelected, default, [Track])), LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(new LoadResult.SearchResult([Track, Track]), LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(LoadResult.NoMatches.Instance, LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(new LoadResult.LoadFailed(LavalinkSamples.Failure), LavalinkWriter.Write) },
        { "RoutePlanner", Written<RoutePlanner>(new RoutePlanner.RotatingIp(LavalinkSamples.Block, LavalinkSamples.Failing, "1", "2", "/1.2.3.4"), LavalinkWriter.Write) },
        { "RoutePlanner", Written<RoutePlanner>(new RoutePlanner.NanoIp(LavalinkSamples.Block, LavalinkSamples.Failing, "1"), LavalinkWriter.Write) },
        { "RoutePlanner", Written<RoutePlanner>(new RoutePlanner.RotatingNanoIp(LavalinkSamples.Block, LavalinkSamples.Failing, "1", "2"), LavalinkWriter.Write) },
        { "RoutePlanner", Written<RoutePlanner>(new RoutePlanner.BalancingIp(LavalinkSamples.Block, LavalinkSamples.Failing), LavalinkWriter.Write) },
        { "LavalinkMessage", Written(new ReadyMessage(Resumed: false, "s"), LavalinkWriter.Write) },
        { "LavalinkMessage", Written(new PlayerUpdateMessage(1, LavalinkSamples.State), LavalinkWriter.Write) },
        { "LavalinkMessage", Written(new StatsMessage(LavalinkSamples.Stats), LavalinkWriter.Write) },
        { "LavalinkMessage", Written<PlayerEvent>(new TrackStartEvent(1, Track), LavalinkWriter.Write) },
        { "LavalinkMessage", Written<PlayerEvent>(new TrackEndEvent(1, Track, TrackEndReason.LoadFailed), LavalinkWriter.Write) },
        { "LavalinkMessage", Written<PlayerEvent>(new TrackExceptionEvent(1, Track, LavalinkSamples.Failure), LavalinkWriter.Write) },
        { "LavalinkMessage", Written<PlayerEvent>(new TrackStuckEvent(1, Track, 10_000), LavalinkWriter.Write) },
        { "LavalinkMessage", Written<PlayerEvent>(new WebSocketClosedEvent(1, 1000, "", ByRemote: true), LavalinkWriter.Write) },
    };

    public static TheoryData<string, string> Least => new()
    {
        { "Player", Written(new LavalinkPlayer { GuildId = 1, State = LavalinkSamples.State }, LavalinkWriter.Write) },
        { "Track", Written(new Track("QAAA", LavalinkSamples.Info with { Uri = null, ArtworkUrl = null, Isrc = null }), LavalinkWriter.Write) },
        { "Stats", Written(LavalinkSamples.Stats with { FrameStats = null }, LavalinkWriter.Write) },
        { "Info", Written(LavalinkSamples.Server with { Version = new VersionInfo("?", 0, 0, 0, PreRelease: null) }, LavalinkWriter.Write) },
        { "Error", Written(new ErrorResponse(1, 404, "Not Found", "m", "/p"), LavalinkWriter.Write) },
        { "LoadResult", Written<LoadResult>(new LoadResult.LoadFailed(LavalinkSamples.Failure with { Message = null }), LavalinkWriter.Write) },
        { "RoutePlanner", Written<RoutePlanner>(new RoutePlanner.NanoIp(LavalinkSamples.Block with { IsVersion6 = true }, [], "1"), LavalinkWriter.Write) },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Every_key_that_is_described_is_written(string schema, string json) =>
        new SchemaValidator(Api, SampleKeys.All).Validate(Api.Schema(schema), JsonNode.Parse(json)).ShouldBeEmpty(json);

    [Theory]
    [MemberData(nameof(Least))]
    public void What_is_always_written_is_required(string schema, string json) =>
        new SchemaValidator(Api, SampleKeys.Required).Validate(Api.Schema(schema), JsonNode.Parse(json)).ShouldBeEmpty(json);

    [Theory]
    [InlineData("""{"resuming":true}""")]
    [InlineData("""{"resuming":true,"timeout":1,"more":1}""")]
    [InlineData("""{"resuming":"true","timeout":1}""")]
    [InlineData("""{"resuming":true,"timeout":1.5}""")]
    [InlineData("""{"resuming":null,"timeout":1}""")]
    [InlineData("""[]""")]
    public void What_is_not_as_described_is_found(string session) =>
        new SchemaValidator(Api).Validate(Api.Schema("Session"), JsonNode.Parse(session)).ShouldNotBeEmpty();

    [Fact]
    public void The_names_and_defaults_of_filters_are_those_that_are_read()
    {
        var described = Api.Schema("FiltersUpdate")["properties"]!.AsObject();

        described.Select(static property => property.Key).ShouldBe([.. FilterNames.All, "pluginFilters"]);
        foreach (var name in FilterNames.All.Except(["volume", "equalizer"]))
        {
            var read = LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes($$"""{"filters":{"{{name}}":{} } }"""));
            var player = new LavalinkPlayer { GuildId = 1, State = LavalinkSamples.State, Filters = read.Filters.Value! };
            var filled = JsonNode.Parse(Written(player, LavalinkWriter.Write))!["filters"]![name]!.AsObject();
            filled.Select(static setting => (setting.Key, setting.Value!.GetValue<double>()))
                .ShouldBe(described[name]!["properties"]!.AsObject().Select(static setting => (setting.Key, setting.Value!["default"]!.GetValue<double>())), name);
        }
    }

    [Theory]
    [InlineData("track", """{"encoded":"QAAA"}""")]
    [InlineData("encodedTrack", "null")]
    [InlineData("identifier", "\"i\"")]
    [InlineData("position", "1")]
    [InlineData("endTime", "null")]
    [InlineData("volume", "1")]
    [InlineData("paused", "true")]
    [InlineData("filters", """{"volume":1}""")]
    [InlineData("voice", """{"token":"t","endpoint":"e","sessionId":"s","channelId":"1"}""")]
    public void The_keys_of_a_change_of_a_player_are_those_that_are_read(string key, string value)
    {
        Api.Schema("PlayerUpdate")["properties"]!.AsObject().Select(static property => property.Key)
            .ShouldBe(["track", "encodedTrack", "identifier", "position", "endTime", "volume", "paused", "filters", "voice"]);

        LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes($$"""{"{{key}}":{{value}}}""")).ShouldNotBe(new PlayerUpdate());
    }

    private static string Written<T>(T value, Action<IBufferWriter<byte>, T> write)
    {
        var json = new ArrayBufferWriter<byte>();
        write(json, value);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
