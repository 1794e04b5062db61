using Fabric.Media.Sources.Local;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;
using Fabric.Testing;

namespace Fabric.Media.Tests.Sources;

public sealed class LocalTrackSourceTests(Samples samples) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Finds_out_all_about_a_file()
    {
        var path = _directory.Of("with blanks.mp3");
        File.Copy(samples.PathOf("cbr.mp3"), path);

        var track = (await LoadAsync(path)).ShouldBeOfType<LoadOutcome.Track>().Item;

        (track.Title, track.Author, track.Identifier, track.Uri).ShouldBe((Samples.Title, Samples.Artist, path, path));
        (track.SourceName, track.ProbeDescriptor, track.IsStream).ShouldBe(("local", "mp3", false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing.mp3")]
    [InlineData("/")]
    [InlineData("/dev/zero")]
    [InlineData("a\0b")]
    [InlineData("http://host/a.mp3")]
    public async Task Declines_what_is_no_file(string path) => (await LoadAsync(path)).ShouldBe(LoadOutcome.Declined.Instance);

    [Fact]
    public async Task A_list_leads_to_its_link()
    {
        var path = _directory.Of("list.m3u");
        await File.WriteAllTextAsync(path, "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,Song\nhttp://host/a\n");

        (await LoadAsync(path)).ShouldBe(new LoadOutcome.Redirect("http://host/a", "Song"));
    }

    [Fact]
    public async Task Other_files_are_of_an_unknown_format()
    {
        var path = _directory.Of("text");
        await File.WriteAllTextAsync(path, "no audio");

        (await Should.ThrowAsync<TrackLoadException>(() => LoadAsync(path))).Message.ShouldBe("Unknown file format.");
    }

    private static Task<LoadOutcome> LoadAsync(string path) => new LocalTrackSource().LoadAsync(path, TestContext.Current.CancellationToken).AsTask();
}
