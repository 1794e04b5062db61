using System.Net;
using System.Net.Sockets;
using System.Text;
using Fabric.Media.Sources.Http;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;
using Fabric.Testing;

namespace Fabric.Media.Tests.Sources;

public sealed class HttpTrackSourceTests(Samples samples) : IAsyncLifetime
{
    private FileServer _server = null!;
    private HttpTrackSource _source = new(Patient.Options, TimeProvider.System);

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>Check 50.</summary>
    [Fact]
    public async Task Finds_out_all_about_a_file()
    {
        var url = _server.File("/cbr.mp3", samples.BytesOf("cbr.mp3"), "audio/mpeg").Url("/cbr.mp3");

        var track = await LoadTrackAsync(url);

        track.Length.ShouldBeInRange(9_900, 10_100);
        (track with { Length = 0 }).ShouldBe(new AudioTrack
        {
            Title = Samples.Title,
            Author = Samples.Artist,
            Isrc = Samples.Isrc,
            Length = 0,
            Identifier = url,
            Uri = url,
            SourceName = "http",
            ProbeDescriptor = "mp3",
        });
    }

    /// <summary>Check 51.</summary>
    [Fact]
    public async Task A_file_without_tags_has_an_unknown_title()
    {
        var track = await LoadTrackAsync(_server.File("/a", samples.BytesOf("untagged.mp3")).Url("/a"));

        (track.Title, track.Author, track.Isrc).ShouldBe(("Unknown title", "Unknown artist", null));
    }

    /// <summary>Check 52.</summary>
    [Fact]
    public async Task What_is_not_there_is_no_match() => (await ResolveAsync(_server.Url("/nothing"))).ShouldBe(LoadOutcome.NoMatch.Instance);

    /// <summary>Check 53.</summary>
    [Theory]
    [InlineData("word")]
    [InlineData("ftp://host/file.mp3")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task Declines_what_is_no_http_address(string identifier) =>
        (await _source.LoadAsync(identifier, TestContext.Current.CancellationToken)).ShouldBe(LoadOutcome.Declined.Instance);

    /// <summary>Check 54.</summary>
    [Fact]
    public async Task Text_is_of_an_unknown_format()
    {
        var failure = await FailAsync(_server.File("/a", Encoding.UTF8.GetBytes("<html>" + new string('x', 100_000))).Url("/a"));

        (failure.Message, failure.Severity).ShouldBe(("Unknown file format.", LoadSeverity.Common));
    }

    /// <summary>Check 55.</summary>
    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(308)]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(429)]
    public async Task Other_answers_are_not_playable(int status)
    {
        var failure = await FailAsync(_server.Status("/a", status).Url("/a"));

        (failure.Message, failure.Severity).ShouldBe(("That URL is not playable.", LoadSeverity.Common));
        failure.InnerException!.Message.ShouldContain(status.ToString());
    }

    /// <summary>Check 56.</summary>
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_redirect_leads_to_a_track_of_the_final_address(int status)
    {
        _server.Redirect("/deep/a", status, "../b?c=d").File("/b", samples.BytesOf("cbr.mp3"));

        var track = await LoadTrackAsync(_server.Url("/deep/a"));

        (track.Identifier, track.Uri).ShouldBe((_server.Url("/b?c=d"), _server.Url("/b?c=d")));
    }

    [Fact]
    public async Task A_permanent_redirect_that_keeps_the_method_is_not_followed() =>
        (await FailAsync(_server.Redirect("/a", 308, "/b").Url("/a"))).Message.ShouldBe("That URL is not playable.");

    /// <summary>Check 57.</summary>
    [Fact]
    public async Task Too_many_redirects_are_no_match()
    {
        for (var hop = 0; hop < 6; hop++)
        {
            _server.Redirect($"/{hop}", 302, $"/{hop + 1}");
        }

        _server.File("/6", samples.BytesOf("cbr.mp3"));

        (await ResolveAsync(_server.Url("/0"))).ShouldBe(LoadOutcome.NoMatch.Instance);
        (await ResolveAsync(_server.Url("/2"))).ShouldBeOfType<LoadOutcome.Track>();
    }

    /// <summary>Check 58.</summary>
    [Theory]
    [InlineData("#EXTM3U\n{0}\n", Samples.Title)]
    [InlineData("[playlist]\r\nFile1={0}\r\nTitle1=Radio\r\n", Samples.Title)]
    [InlineData("{0}", Samples.Title)]
    [InlineData("[playlist]\nNumberOfEntries=1\nTitle1=Radio One\nFile1={1}\n", "Radio One")]
    [InlineData("#EXTM3U\n#EXTINF:-1,Radio Two\n{1}\n", "Radio Two")]
    public async Task A_list_leads_to_its_first_link(string list, string title)
    {
        _server.File("/tagged", samples.BytesOf("cbr.mp3")).File("/plain", samples.BytesOf("untagged.mp3"));
        _server.File("/list", Encoding.UTF8.GetBytes(string.Format(list, _server.Url("/tagged"), _server.Url("/plain"))));

        var track = await LoadTrackAsync(_server.Url("/list"));

        track.Title.ShouldBe(title);
        track.Uri.ShouldStartWith(_server.Url("/"));
        track.ProbeDescriptor.ShouldBe("mp3");
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n", "m3u|hls-outer")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n1.ts\n", "m3u|hls-inner")]
    public async Task A_list_of_segments_is_a_stream(string list, string descriptor)
    {
        var track = await LoadTrackAsync(_server.File("/hls", Encoding.UTF8.GetBytes(list)).Url("/hls"));

        (track.ProbeDescriptor, track.IsStream, track.Length).ShouldBe((descriptor, true, long.MaxValue));
    }

    /// <summary>Check 59. The connection ends when the beginning was seen.</summary>
    [Fact]
    public async Task What_has_no_end_is_a_stream()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var track = await LoadTrackAsync(_server.Endless("/radio", samples.BytesOf("radio.mp3"), ended).Url("/radio"));

        (track.IsStream, track.Length, track.ProbeDescriptor).ShouldBe((true, long.MaxValue, "mp3"));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Check 60.</summary>
    [Theory]
    [InlineData("vorbis.ogg", "ogg")]
    [InlineData("opus.ogg", "ogg")]
    [InlineData("native.flac", "flac")]
    [InlineData("pcm24.wav", "wav")]
    [InlineData("opus.webm", "matroska/webm")]
    [InlineData("plain.m4a", "mp4")]
    [InlineData("fragmented.m4a", "mp4")]
    public async Task Recognises_every_container_with_and_without_ranges(string name, string descriptor)
    {
        _server.File("/ranges", samples.BytesOf(name)).File("/whole", samples.BytesOf(name), ranges: false);

        var track = await LoadTrackAsync(_server.Url("/ranges"));
        var whole = await LoadTrackAsync(_server.Url("/whole"));

        (track.ProbeDescriptor, whole.ProbeDescriptor).ShouldBe((descriptor, descriptor));
        track.Length.ShouldBeInRange(9_900, 10_100);
        whole.Length.ShouldBe(track.Length);
    }

    [Fact]
    public async Task Asks_for_the_end_of_a_long_file_and_not_for_what_lies_between()
    {
        var bytes = samples.BytesOf("vorbis.ogg");
        byte[] longer = [.. bytes[..^4096], .. Enumerable.Repeat(bytes[4096..^4096], 40).SelectMany(part => part), .. bytes[^4096..]];
        _server.File("/long", longer);

        var track = await LoadTrackAsync(_server.Url("/long"));

        track.Length.ShouldBeInRange(9_900, 10_100);
        _server.Requests.ShouldBe(["/long", $"/long bytes={longer.Length - 65536}-"]);
    }

    [Fact]
    public async Task Asks_a_server_without_ranges_once()
    {
        var bytes = samples.BytesOf("vorbis.ogg");
        _server.File("/long", [.. bytes, .. new byte[200_000]], ranges: false);

        (await LoadTrackAsync(_server.Url("/long"))).IsStream.ShouldBeTrue();

        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Takes_no_more_of_a_file_than_is_allowed()
    {
        Use(Patient.Options with { MaxProbeBytes = 64 * 1024 });
        _server.Chunked("/long", samples.BytesOf("plain.m4a"));

        (await FailAsync(_server.Url("/long"))).Message.ShouldBe("No supported audio format in the MP4 file.");
    }

    [Theory]
    [InlineData("Only news", "http://home", "Only news")]
    [InlineData("", "http://home", "http://home")]
    [InlineData("", "", "Unknown title")]
    public async Task A_station_says_what_it_is(string description, string home, string title)
    {
        var bytes = samples.BytesOf("untagged.mp3");
        _server.On("/radio", context =>
        {
            context.Response.Headers["icy-description"] = description;
            context.Response.Headers["icy-url"] = home;
            context.Response.Headers["icy-name"] = "Station";
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });

        var track = await LoadTrackAsync(_server.Url("/radio").Replace("http://", "icy://", StringComparison.Ordinal));

        (track.Title, track.Author, track.Uri).ShouldBe((title, "Station", _server.Url("/radio")));
    }

    /// <summary>SHOUTcast 1 does not say HTTP.</summary>
    [Fact]
    public async Task Understands_the_answer_of_an_old_station()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var head = Encoding.UTF8.GetBytes("ICY 200 OK\r\nicy-name: Früher\r\ncontent-type: audio/mpeg\r\n\r\n");
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            (await client.GetStream().ReadAsync(new byte[4096])).ShouldBeGreaterThan(0);
            await client.GetStream().WriteAsync((byte[])[.. head, .. samples.BytesOf("radio.mp3")]);
        });

        var track = await LoadTrackAsync($"icy://{listener.LocalEndpoint}/");

        (track.Author, track.IsStream, track.ProbeDescriptor).ShouldBe(("Früher", true, "mp3"));
        await answering.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http:///file.mp3")]
    [InlineData("https://[nowhere/")]
    public async Task Says_that_an_address_is_none(string identifier)
    {
        var failure = await FailAsync(identifier);

        (failure.Message, failure.Severity).ShouldBe(("Not a valid URL.", LoadSeverity.Common));
    }

    [Fact]
    public async Task Nobody_there_is_suspicious()
    {
        var failure = await FailAsync($"http://127.0.0.1:{LoopbackPort.Free()}/");

        (failure.Message, failure.Severity).ShouldBe(("Connecting to the URL failed.", LoadSeverity.Suspicious));
        failure.InnerException!.Message.ShouldContain("refused");
    }

    [Fact]
    public async Task A_server_that_falls_silent_has_failed()
    {
        Use(Patient.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(200), ReadTimeout = TimeSpan.FromMilliseconds(200) });
        _server.Stalling("/stalls", samples.BytesOf("plain.m4a")[..2000]).On("/silent", context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        (await FailAsync(_server.Url("/stalls"))).Message.ShouldBe("Connecting to the URL failed.");
        (await FailAsync(_server.Url("/silent"))).Message.ShouldBe("Connecting to the URL failed.");
    }

    [Fact]
    public async Task A_server_that_drips_does_not_hold_a_load_for_ever()
    {
        Use(Patient.Options with { LoadTimeout = TimeSpan.FromMilliseconds(300) });
        var drop = new byte[1];
        _server.On("/drips", async context =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(drop, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            }
        });

        (await FailAsync(_server.Url("/drips"))).Message.ShouldBe("The file was not recognised within 0.3 s.");
    }

    [Fact]
    public async Task A_cancelled_load_ends_as_cancelled()
    {
        using var stop = new CancellationTokenSource();
        _server.On("/silent", async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _source.LoadAsync(_server.Url("/silent"), stop.Token).AsTask());
    }

    private void Use(HttpSourceOptions options)
    {
        _source.Dispose();
        _source = new HttpTrackSource(options, TimeProvider.System);
    }

    private ValueTask<LoadOutcome> ResolveAsync(string identifier) =>
        new TrackResolver([_source]).ResolveAsync(identifier, TestContext.Current.CancellationToken);

    private async Task<AudioTrack> LoadTrackAsync(string identifier)
    {
        var outcome = await ResolveAsync(identifier);
        return outcome.ShouldBeOfType<LoadOutcome.Track>(outcome.ToString()).Item;
    }

    private async Task<TrackLoadException> FailAsync(string identifier) => (await ResolveAsync(identifier)).ShouldBeOfType<LoadOutcome.Failed>().Reason;
}
