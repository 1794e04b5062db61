using Fabric.Grains.Tracks;
using Fabric.Media.Tracks;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Tracks;

public sealed class TrackLoaderTests
{
    private static readonly AudioTrack Track = new() { Title = "A", Author = "B", Length = 1000, Identifier = "http://c/d.mp3", Uri = "http://c/d.mp3", SourceName = "http", ProbeDescriptor = "mp3" };

    [Fact]
    public async Task A_track_of_a_file_tells_its_probe_inside_and_out()
    {
        var found = (await LoadAsync(new LoadOutcome.Track(Track))).ShouldBeOfType<LoadResult.TrackLoaded>().Track;

        found.PluginInfo.ToString().ShouldBe("""{"probeInfo":"mp3"}""");
        TrackCodec.Decode(found.Encoded).ShouldSatisfyAllConditions(
            decoded => decoded.ProbeDescriptor.ShouldBe("mp3"),
            decoded => decoded.Info.ShouldBe(found.Info));
        found.Info.IsSeekable.ShouldBeTrue();
    }

    [Fact]
    public async Task What_nobody_takes_is_no_match() => (await LoadAsync(LoadOutcome.Declined.Instance)).ShouldBeOfType<LoadResult.NoMatches>();

    [Fact]
    public async Task Playlists_and_searches_keep_their_order()
    {
        var second = Track with { Title = "Z" };

        var list = (await LoadAsync(new LoadOutcome.Playlist("P", 1, [Track, second]))).ShouldBeOfType<LoadResult.PlaylistLoaded>().Playlist;
        var search = (await LoadAsync(new LoadOutcome.Search([second, Track]))).ShouldBeOfType<LoadResult.SearchResult>();

        (list.Name, list.SelectedTrack).ShouldBe(("P", 1));
        list.Tracks.Select(static track => track.Info.Title).ShouldBe(["A", "Z"]);
        search.Tracks.Select(static track => track.Info.Title).ShouldBe(["Z", "A"]);
    }

    [Fact]
    public async Task A_failure_tells_the_real_reason_and_its_first_cause()
    {
        var reason = new TrackLoadException("That URL is not playable.", LoadSeverity.Common, new IOException("status 500"));

        var failed = (await LoadAsync(new LoadOutcome.Failed(reason))).ShouldBeOfType<LoadResult.LoadFailed>().Exception;

        (failed.Message, failed.Severity, failed.Cause).ShouldBe(("That URL is not playable.", ExceptionSeverity.Common, "System.IO.IOException: status 500"));
        failed.CauseStackTrace.ShouldContain("status 500");
    }

    private static Task<LoadResult> LoadAsync(LoadOutcome outcome) =>
        new TrackLoader(new MediaSources(new TrackResolver([new OneSource(outcome)]))).LoadAsync("anything");

    private sealed class OneSource(LoadOutcome outcome) : ITrackSource
    {
        public string Name => "one";

        public ValueTask<LoadOutcome> LoadAsync(string identifier, CancellationToken cancellationToken) =>
            outcome is LoadOutcome.Failed failed ? throw failed.Reason : ValueTask.FromResult(outcome);
    }
}
