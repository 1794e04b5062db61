using System.Text;
using Fabric.Protocol.Lavalink;
using Fabric.Protocol.Tests.Lavalink;
using Fabric.Testing;

namespace Fabric.Protocol.Tests.Travel;

/// <summary>What is sent to grains and back arrives as it was.</summary>
public sealed class TravelTests(SiloAndClient cluster) : IClassFixture<SiloAndClient>
{
    private IEchoGrain Echo => cluster.Echo;

    [Fact]
    public async Task An_update_of_a_player_arrives_with_all_its_keys()
    {
        var sent = Read(
            $$$"""
            {"track":{"encoded":null,"userData":{"a": 1}},"encodedTrack":"e","identifier":"i","position":1,"endTime":null,"volume":0,"paused":false,
            "voice":{"token":"t","endpoint":"e","sessionId":"s","channelId":null},"filters":{{{Things.FiltersText}}}}
            """);

        var arrived = await Echo.EchoAsync(sent);

        (arrived.Track, arrived.EncodedTrack, arrived.Identifier, arrived.Position).ShouldBe((sent.Track, sent.EncodedTrack, sent.Identifier, sent.Position));
        (arrived.EndTime, arrived.Volume, arrived.Paused, arrived.Voice).ShouldBe((sent.EndTime, sent.Volume, sent.Paused, sent.Voice));
        arrived.NamedFilters.ShouldBe(sent.NamedFilters);
        Written(Things.Player with { Filters = arrived.Filters.Value! }).ShouldBe(Written(Things.Player));
    }

    [Fact]
    public async Task What_is_absent_arrives_as_absent()
    {
        var arrived = await Echo.EchoAsync(Read("{}"));

        arrived.NamedFilters.ShouldBeEmpty();
        (arrived with { NamedFilters = [] }).ShouldBe(new PlayerUpdate());
        (await Echo.EchoSessionAsync(new SessionUpdate())).ShouldBe(new SessionUpdate());
        (await Echo.EchoSessionAsync(new SessionUpdate { Timeout = 0 })).ShouldBe(new SessionUpdate { Timeout = 0 });
    }

    [Fact]
    public async Task Players_tracks_and_sessions_arrive()
    {
        var track = TrackCodec.Decode(TrackExamples.Hls);

        Written(await Echo.EchoPlayerAsync(Things.Player)).ShouldBe(Written(Things.Player));
        TrackCodec.Encode(await Echo.EchoTrackAsync(track)).ShouldBe(TrackExamples.Hls);
        (await Echo.EchoInfoAsync(new SessionInfo(Resuming: true, 60))).ShouldBe(new SessionInfo(Resuming: true, 60));
    }

    [Fact]
    public async Task Results_of_loads_arrive()
    {
        LoadResult[] results =
        [
            new LoadResult.TrackLoaded(Things.Track),
            new LoadResult.PlaylistLoaded(new Playlist("p", 0, default, [Things.Track, Things.Track])),
            new LoadResult.SearchResult([Things.Track]),
            LoadResult.NoMatches.Instance,
            new LoadResult.LoadFailed(Things.Failure),
        ];
        foreach (var result in results)
        {
            var arrived = await Echo.EchoResultAsync(result);

            Text.Of(output => LavalinkWriter.Write(output, arrived)).ShouldBe(Text.Of(output => LavalinkWriter.Write(output, result)));
        }
    }

    [Fact]
    public async Task Messages_arrive()
    {
        PlayerEvent[] events =
        [
            new TrackStartEvent(Things.Guild, Things.Track),
            new TrackEndEvent(Things.Guild, Things.Track, TrackEndReason.Cleanup),
            new TrackExceptionEvent(Things.Guild, Things.Track, Things.Failure),
            new TrackStuckEvent(Things.Guild, Things.Track, 10_000),
            new WebSocketClosedEvent(Things.Guild, 1000, "r", ByRemote: false),
        ];
        foreach (var told in events)
        {
            (await Echo.EchoEventAsync(told)).ShouldBe(told);
        }

        var update = new PlayerUpdateMessage(Things.Guild, Things.State);
        (await Echo.EchoMessageAsync(update)).ShouldBe(update);
        (await Echo.EchoStatsAsync(Things.Stats)).ShouldBe(Things.Stats);
        (await Echo.EchoStatsAsync(Things.Stats with { FrameStats = null })).FrameStats.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_to_decode_arrives_with_its_message() =>
        (await Should.ThrowAsync<TrackDecodeException>(() => Echo.DecodeAsync("abc!"))).Message.ShouldBe("Illegal base64 character 21");

    private static PlayerUpdate Read(string body) => LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes(body));

    private static string Written(LavalinkPlayer player) => Text.Of(output => LavalinkWriter.Write(output, player));
}
