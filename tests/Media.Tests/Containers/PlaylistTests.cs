using System.Text;
using Fabric.Media.Containers;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;

namespace Fabric.Media.Tests.Containers;

public sealed class PlaylistTests
{
    private const string NoLinks = "The playlist file contains no links.";

    [Theory]
    [InlineData("#EXTM3U\nhttp://h/a\nhttp://h/b\n", "http://h/a", null)]
    [InlineData("#EXTM3U\r\n#EXTINF:-1 tvg-id=\"1\",Radio\r\n  https://h/a  \r\n", "https://h/a", "Radio")]
    [InlineData("#EXTINF:1,One, two\n#EXTVLCOPT:x\nicy://h/a", "icy://h/a", "One, two")]
    [InlineData("\uFEFF#EXTM3U\n#EXTINF:1,Lost\nrelative.mp3\nhttp://h/a\n", "http://h/a", null)]
    [InlineData("[playlist]\nFile2=http://h/b\nTitle1=One\nTitle2=Two\nFile1=http://h/a\n", "http://h/b", "Two")]
    [InlineData("[Playlist]\r\nfile1 = http://h/a\r\ntitle1 = One\r\n", "http://h/a", "One")]
    [InlineData("[playlist]\nFile1=relative.mp3\nFile12=http://h/a\nTitle1=One\n", "http://h/a", null)]
    [InlineData("http://h/a\nhttp://h/b", "http://h/a", null)]
    [InlineData("icy://h/a", "icy://h/a", null)]
    public async Task Leads_to_the_first_link(string list, string link, string? title) =>
        (await DetectAsync(list, isHttp: true)).ShouldBe(new ProbeResult.Reference(link, title));

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://h/low.m3u8\n", "m3u|hls-outer")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://h/1.ts\n", "m3u|hls-inner")]
    [InlineData("#EXTM3U\n#EXTINF:9,\n1.ts\n", "m3u|hls-inner")]
    public async Task Is_a_stream_of_segments_where_these_can_be_fetched(string list, string descriptor) =>
        (await DetectAsync(list, isHttp: true)).ShouldBe(new ProbeResult.Audio(descriptor, new(), null));

    [Fact]
    public async Task A_file_of_segments_leads_to_its_first_link() =>
        (await DetectAsync("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://h/low.m3u8\n", isHttp: false))
            .ShouldBe(new ProbeResult.Reference("http://h/low.m3u8", null));

    [Theory]
    [InlineData("#EXTM3U\n")]
    [InlineData("#EXTM3U\nrelative.mp3\nftp://h/a\nfile:///etc/passwd\n")]
    [InlineData("[playlist]\nFile1=relative.mp3\nFileX=http://h/a\n")]
    public async Task Says_that_there_are_no_links(string list) =>
        (await Should.ThrowAsync<TrackLoadException>(() => DetectAsync(list, isHttp: true))).Message.ShouldBe(NoLinks);

    [Theory]
    [InlineData("")]
    [InlineData("Read http://h/a")]
    [InlineData("ftp://h/a")]
    [InlineData("[other]\nFile1=http://h/a")]
    public async Task Other_text_is_no_list(string text) => (await DetectAsync(text, isHttp: true)).ShouldBeNull();

    /// <summary>A list without end is a list of what fits into the window.</summary>
    [Fact]
    public async Task Reads_no_list_to_its_end()
    {
        var source = new MemoryByteSource(Encoding.UTF8.GetBytes("#EXTM3U\nhttp://h/a\n" + new string('#', 1_000_000)));

        await ContainerDetector.DetectAsync(source, new ProbeHints(IsHttp: true), TestContext.Current.CancellationToken);

        source.Taken.ShouldBeLessThanOrEqualTo(ByteReader.WindowSize);
    }

    private static Task<ProbeResult?> DetectAsync(string text, bool isHttp) => ContainerDetector.DetectAsync(
        new MemoryByteSource(Encoding.UTF8.GetBytes(text), canSeek: false, knowsLength: false),
        new ProbeHints(IsHttp: isHttp),
        TestContext.Current.CancellationToken).AsTask();
}
