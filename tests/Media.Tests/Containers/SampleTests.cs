using Fabric.Media.Containers;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;

namespace Fabric.Media.Tests.Containers;

/// <summary>Files of ffmpeg's making, with ffprobe as the judge.</summary>
public sealed class SampleTests(Samples samples)
{
    private const long Tolerance = 100;

    [Theory]
    [InlineData("cbr.mp3", "mp3")]
    [InlineData("cbr-plain.mp3", "mp3")]
    [InlineData("vbr.mp3", "mp3")]
    [InlineData("mpeg2.mp3", "mp3")]
    [InlineData("mpeg25.mp3", "mp3")]
    [InlineData("untagged.mp3", "mp3")]
    [InlineData("vorbis.ogg", "ogg")]
    [InlineData("opus.ogg", "ogg")]
    [InlineData("flac.ogg", "ogg")]
    [InlineData("native.flac", "flac")]
    [InlineData("pcm16.wav", "wav", false)]
    [InlineData("pcm24.wav", "wav", false)]
    [InlineData("pcm32.wav", "wav", false)]
    [InlineData("opus.webm", "matroska/webm")]
    [InlineData("vorbis.mkv", "matroska/webm")]
    [InlineData("aac.mkv", "matroska/webm")]
    [InlineData("plain.m4a", "mp4")]
    [InlineData("faststart.m4a", "mp4")]
    [InlineData("fragmented.m4a", "mp4")]
    [InlineData("dash.m4a", "mp4")]
    [InlineData("sidx.m4a", "mp4")]
    public async Task Says_what_ffprobe_says(string name, string descriptor, bool readsTags = true)
    {
        var (length, tags) = samples.Reference(name);

        var audio = await DetectAudioAsync(new MemoryByteSource(samples.BytesOf(name)));

        audio.Descriptor.ShouldBe(descriptor);
        audio.IsStream.ShouldBeFalse();
        audio.Length.ShouldNotBeNull().ShouldBeInRange(length - Tolerance, length + Tolerance);
        length.ShouldBeInRange(9_900, 10_200);
        audio.Tags.Title.ShouldBe(readsTags ? tags.GetValueOrDefault("title") : null);
        audio.Tags.Artist.ShouldBe(readsTags ? tags.GetValueOrDefault("artist") : null);
        audio.Tags.Isrc.ShouldBe(tags.GetValueOrDefault("ISRC") ?? tags.GetValueOrDefault("TSRC"));
    }

    [Fact]
    public async Task Reads_what_was_written()
    {
        var audio = await DetectAudioAsync(new MemoryByteSource(samples.BytesOf("cbr.mp3")));

        audio.Tags.ShouldBe(new(Samples.Title, Samples.Artist, Samples.Isrc));
        audio.Length.ShouldNotBeNull().ShouldBeInRange(10_000 - Tolerance, 10_000 + Tolerance);
    }

    [Theory]
    [InlineData("raw.aac", "adts", null, null)]
    [InlineData("transport.ts", "mpegts-adts", "Wohlklang", "Anstalt")]
    public async Task Takes_what_has_no_length_for_a_stream(string name, string descriptor, string? title, string? artist)
    {
        var audio = await DetectAudioAsync(new MemoryByteSource(samples.BytesOf(name)));

        audio.ShouldBe(new ProbeResult.Audio(descriptor, new(title, artist), null));
        audio.IsStream.ShouldBeTrue();
    }

    [Theory]
    [InlineData("float.wav", "The WAV file does not contain PCM of 16, 24 or 32 bits.")]
    [InlineData("mp3.mkv", "No supported audio tracks in the file.")]
    [InlineData("alac.m4a", "No supported audio format in the MP4 file.")]
    public async Task Says_why_a_file_is_of_no_use(string name, string message)
    {
        var failure = await Should.ThrowAsync<TrackLoadException>(() => DetectAudioAsync(new MemoryByteSource(samples.BytesOf(name))));

        failure.Message.ShouldBe(message);
        failure.Severity.ShouldBe(LoadSeverity.Common);
    }

    [Fact]
    public async Task Does_not_take_other_audio_in_a_transport_stream() =>
        (await DetectAsync(new MemoryByteSource(samples.BytesOf("mp2.ts")))).ShouldBeNull();

    /// <summary>What arrives over a connection that cannot be asked again, in small pieces.</summary>
    [Theory]
    [InlineData("cbr.mp3", true)]
    [InlineData("cbr-plain.mp3", false)]
    [InlineData("vorbis.ogg", false)]
    [InlineData("opus.ogg", false)]
    [InlineData("flac.ogg", false)]
    [InlineData("native.flac", true)]
    [InlineData("pcm16.wav", true)]
    [InlineData("opus.webm", true)]
    [InlineData("plain.m4a", true)]
    [InlineData("faststart.m4a", true)]
    [InlineData("fragmented.m4a", true)]
    [InlineData("raw.aac", false)]
    [InlineData("transport.ts", false)]
    public async Task Recognises_what_arrives_only_once(string name, bool knowsLength)
    {
        var whole = await DetectAudioAsync(new MemoryByteSource(samples.BytesOf(name)));

        var audio = await DetectAudioAsync(new MemoryByteSource(samples.BytesOf(name), canSeek: false, knowsLength: false, pieces: 999));

        audio.Descriptor.ShouldBe(whole.Descriptor);
        audio.Tags.ShouldBe(whole.Tags);
        audio.Length.ShouldBe(knowsLength ? whole.Length : null);
        audio.IsStream.ShouldBe(!knowsLength);
    }

    [Theory]
    [InlineData("pcm32.wav")]
    [InlineData("native.flac")]
    [InlineData("plain.m4a")]
    [InlineData("opus.ogg")]
    [InlineData("cbr.mp3")]
    [InlineData("aac.mkv")]
    public async Task Takes_little_of_a_file_that_can_be_sought_in(string name)
    {
        var source = new MemoryByteSource(samples.BytesOf(name));

        await DetectAsync(source);

        source.Taken.ShouldBeLessThan(160 * 1024);
        source.Seeks.ShouldBeLessThan(8);
    }

    [Theory]
    [InlineData("cbr.mp3", "mp3")]
    [InlineData("raw.aac", "aac")]
    [InlineData("transport.ts", "ts")]
    public async Task A_right_hint_changes_nothing(string name, string extension)
    {
        var bytes = samples.BytesOf(name);

        var hinted = await DetectAsync(new MemoryByteSource(bytes), new ProbeHints(Extension: extension));

        hinted.ShouldBe(await DetectAsync(new MemoryByteSource(bytes)));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_wrong_hint_changes_nothing(string name)
    {
        if (name is "float.wav" or "mp3.mkv" or "alac.m4a")
        {
            await Should.ThrowAsync<TrackLoadException>(() => DetectAsync(new MemoryByteSource(samples.BytesOf(name)), new ProbeHints("audio/aac")));
            return;
        }

        var hinted = await DetectAsync(new MemoryByteSource(samples.BytesOf(name)), new ProbeHints(name.EndsWith("mp3", StringComparison.Ordinal) ? "audio/aac" : "audio/mpeg"));

        hinted.ShouldBe(await DetectAsync(new MemoryByteSource(samples.BytesOf(name))));
    }

    public static TheoryData<string> Every => [.. Samples.Names];

    private static async Task<ProbeResult.Audio> DetectAudioAsync(MemoryByteSource source) =>
        (await DetectAsync(source)).ShouldBeOfType<ProbeResult.Audio>();

    private static Task<ProbeResult?> DetectAsync(MemoryByteSource source, ProbeHints hints = default) =>
        ContainerDetector.DetectAsync(source, hints, TestContext.Current.CancellationToken).AsTask();
}
