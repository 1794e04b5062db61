using System.Buffers.Binary;
using System.Text;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class TrackCodecTests
{
    public static TheoryData<string> Examples => [.. TrackExamples.All];

    [Fact]
    public void Decodes_a_version_2_string() => TrackCodec.Decode(TrackExamples.Version2).Info.ShouldBe(new TrackInfo
    {
        Title = "Rick Astley - Never Gonna Give You Up",
        Author = "RickAstleyVEVO",
        Length = 212000,
        Identifier = "dQw4w9WgXcQ",
        IsStream = false,
        Uri = "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        SourceName = "youtube",
    });

    [Fact]
    public void Decodes_an_http_file_with_its_probe_descriptor()
    {
        var track = TrackCodec.Decode(TrackExamples.Http);

        track.Info.ShouldBe(new TrackInfo
        {
            Title = "Death of Me",
            Author = "SAINT PHNX",
            Length = 30040,
            Identifier = "https://www.mboxdrive.com/startmusic.mp3",
            IsStream = false,
            Uri = "https://www.mboxdrive.com/startmusic.mp3",
            SourceName = "http",
        });
        track.ProbeDescriptor.ShouldBe("mp3");
        track.PluginInfo.ToString().ShouldBe("""{"probeInfo":"mp3"}""");
    }

    [Fact]
    public void Decodes_characters_beyond_16_bits()
    {
        var info = TrackCodec.Decode(TrackExamples.Emoji).Info;

        info.Title.ShouldBe("Cozy animal crossing music that cure my headaches\U0001F33F");
        info.ArtworkUrl.ShouldBe("https://i.ytimg.com/vi_webp/8TbLuBOClSg/maxresdefault.webp");
        info.Isrc.ShouldBeNull();
    }

    [Fact]
    public void Decodes_artwork_and_recording_code()
    {
        var track = TrackCodec.Decode(TrackExamples.SoundCloud);

        track.Info.ShouldBe(new TrackInfo
        {
            Title = "Talk a Lot",
            Author = "404vincent",
            Length = 125910,
            Identifier = "O:https://api-v2.soundcloud.com/media/soundcloud:tracks:851421076/352a4b90-7619-43a9-bb8b-221314c1c63a/stream/hls",
            IsStream = false,
            Uri = "https://soundcloud.com/404vincent/talk-a-lot",
            ArtworkUrl = "https://i1.sndcdn.com/artworks-E3uzNFsF8C0W-0-original.jpg",
            Isrc = "QZHNA1985784",
            SourceName = "soundcloud",
        });
        (track.ProbeDescriptor, track.PluginInfo.ToString()).ShouldBe((null, "{}"));
    }

    [Fact]
    public void Decodes_a_version_1_string()
    {
        var track = TrackCodec.Decode(TrackExamples.Version1);

        track.Info.ShouldBe(new TrackInfo
        {
            Title = "T",
            Author = "A",
            Length = 1000,
            Identifier = "/m/a.mp3",
            IsStream = false,
            SourceName = "local",
        });
        track.ProbeDescriptor.ShouldBe("mp3");
    }

    [Fact]
    public void Decodes_a_stream()
    {
        var info = TrackCodec.Decode(TrackExamples.Stream).Info;

        (info.IsStream, info.IsSeekable, info.Length).ShouldBe((true, false, TrackInfo.StreamLength));
    }

    [Fact]
    public void Decodes_a_position_and_parameters_of_a_probe()
    {
        var track = TrackCodec.Decode(TrackExamples.Hls);

        (track.Info.Position, track.ProbeDescriptor).ShouldBe((1500, "m3u|hls-outer"));
    }

    [Theory]
    [InlineData(TrackExamples.Http)]
    [InlineData(TrackExamples.Emoji)]
    [InlineData(TrackExamples.SoundCloud)]
    [InlineData(TrackExamples.Stream)]
    [InlineData(TrackExamples.Hls)]
    public void A_version_3_string_is_encoded_again_byte_for_byte(string encoded) =>
        TrackCodec.Encode(TrackCodec.Decode(encoded)).ShouldBe(encoded);

    [Theory]
    [InlineData(TrackExamples.Version1)]
    [InlineData(TrackExamples.Version2)]
    public void An_older_string_becomes_version_3(string encoded)
    {
        var track = TrackCodec.Decode(encoded);

        var bytes = TrackCodec.EncodeBytes(track);

        bytes[4].ShouldBe((byte)3);
        BinaryPrimitives.ReadUInt32BigEndian(bytes).ShouldBe(0x4000_0000 | (uint)(bytes.Length - 4));
        TrackCodec.DecodeBytes(bytes).Info.ShouldBe(track.Info);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(200)]
    public void A_version_to_come_is_read_as_version_3(byte version)
    {
        var bytes = Convert.FromBase64String(TrackExamples.SoundCloud);
        bytes[4] = version;

        TrackCodec.DecodeBytes(bytes).Info.ShouldBe(TrackCodec.Decode(TrackExamples.SoundCloud).Info);
    }

    [Fact]
    public void Bytes_behind_the_message_are_ignored() =>
        TrackCodec.DecodeBytes([.. Convert.FromBase64String(TrackExamples.Hls), 1, 2, 3]).Info.Position.ShouldBe(1500);

    [Theory]
    [InlineData(TrackExamples.Version2)]
    [InlineData(TrackExamples.SoundCloud)]
    [InlineData(TrackExamples.Hls)]
    [InlineData(TrackExamples.Version1)]
    public void Bytes_behind_the_position_are_ignored(string encoded)
    {
        var track = TrackCodec.Decode(encoded);
        var bytes = Convert.FromBase64String(encoded);
        byte[] longer = [.. bytes, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        longer[3] += 9;

        var read = TrackCodec.DecodeBytes(longer);

        read.Info.ShouldBe(track.Info);
        TrackCodec.Encode(read).ShouldBe(TrackCodec.Encode(track));
    }

    [Fact]
    public void What_a_plugin_adds_to_a_track_of_YouTube_is_kept()
    {
        byte[] details = [1, 0, 1, (byte)'a', 0, 1, 0, 0, 0, 0, 1];
        var track = TrackCodec.Decode(TrackExamples.Version2) with { SourceDetails = details };

        var read = TrackCodec.Decode(TrackCodec.Encode(track));

        read.SourceDetails.ToArray().ShouldBe(details);
        read.Info.ShouldBe(track.Info);
    }

    [Fact]
    public void What_an_unknown_source_adds_is_kept()
    {
        var info = TrackCodec.Decode(TrackExamples.SoundCloud).Info with { SourceName = "elsewhere", Position = 77 };
        var track = new EncodedTrack(info, new byte[] { 1, 0, 3, 255 });

        var read = TrackCodec.Decode(TrackCodec.Encode(track));

        read.Info.ShouldBe(info);
        read.SourceDetails.ToArray().ShouldBe([1, 0, 3, 255]);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Base64_may_be_unpadded_url_safe_and_from_an_unescaped_query(string encoded)
    {
        var expected = TrackCodec.Decode(encoded);

        foreach (var variant in new[] { encoded.TrimEnd('='), encoded.Replace('+', '-').Replace('/', '_'), encoded.Replace('+', ' ') })
        {
            TrackCodec.Decode(variant).Info.ShouldBe(expected.Info);
        }
    }

    [Fact]
    public void True_UTF_8_is_read_and_becomes_surrogates()
    {
        var track = EncodedTrack.OfFile(TrackCodec.Decode(TrackExamples.Stream).Info with { Title = "abcdef" }, "mp3");
        var bytes = TrackCodec.EncodeBytes(track);
        "ab\U0001F33F"u8.CopyTo(bytes.AsSpan(7));

        var read = TrackCodec.DecodeBytes(bytes);

        read.Info.Title.ShouldBe("ab\U0001F33F");
        TrackCodec.EncodeBytes(read).AsSpan(9, 6).ToArray().ShouldBe([0xED, 0xA0, 0xBC, 0xED, 0xBC, 0xBF]);
    }

    [Fact]
    public void A_null_character_takes_two_bytes()
    {
        var info = TrackCodec.Decode(TrackExamples.Stream).Info with { Title = "a\0" };

        var bytes = TrackCodec.EncodeBytes(EncodedTrack.OfFile(info, "mp3"));

        bytes.AsSpan(5, 5).ToArray().ShouldBe([0, 3, (byte)'a', 0xC0, 0x80]);
        TrackCodec.DecodeBytes(bytes).Info.Title.ShouldBe("a\0");
    }

    [Theory]
    [InlineData('x', 65535)]
    [InlineData('é', 32767)]
    [InlineData('€', 21845)]
    public void A_text_too_long_is_cut_behind_a_whole_character(char character, int kept)
    {
        var info = TrackCodec.Decode(TrackExamples.Stream).Info with { Title = new string(character, 70_000) };

        TrackCodec.Decode(TrackCodec.Encode(EncodedTrack.OfFile(info, "mp3"))).Info.Title.ShouldBe(new string(character, kept));
    }

    [Fact]
    public void A_text_too_long_is_not_cut_inside_a_pair()
    {
        var pairs = string.Concat(Enumerable.Repeat("\U0001F33F", 20_000));
        var info = TrackCodec.Decode(TrackExamples.Stream).Info with { Title = pairs };

        TrackCodec.Decode(TrackCodec.Encode(EncodedTrack.OfFile(info, "mp3"))).Info.Title.ShouldBe(pairs[..(2 * 10_922)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("QAAAAA==")]
    [InlineData("QAAAjQIAJVJpY2sg")]
    public void What_is_no_track_is_told_so(string encoded) =>
        Should.Throw<TrackDecodeException>(() => TrackCodec.Decode(encoded)).Message
            .ShouldBe("Failed to decode track due to a mismatching version or missing source manager");

    [Theory]
    [InlineData("abc!", "Illegal base64 character 21")]
    [InlineData("QAAA\nAAA", "Illegal base64 character a")]
    [InlineData("QA=AAA==", "Illegal base64 character 3d")]
    [InlineData("QAAAA", "Last unit does not have enough valid bits")]
    public void What_is_no_base64_is_told_so(string encoded, string message) =>
        Should.Throw<TrackDecodeException>(() => TrackCodec.Decode(encoded)).Message.ShouldBe(message);

    [Fact]
    public void A_file_without_probe_descriptor_is_no_track()
    {
        var file = new EncodedTrack(TrackCodec.Decode(TrackExamples.Http).Info);

        Should.Throw<TrackDecodeException>(() => TrackCodec.Decode(TrackCodec.Encode(file)));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Another_position_changes_nothing_else(string encoded)
    {
        var track = TrackCodec.Decode(encoded);
        var expected = TrackCodec.Encode(track with { Info = track.Info with { Position = 123_456_789 } });

        TrackCodec.WithPosition(encoded, 123_456_789).ShouldBe(expected);
        TrackCodec.WithPosition(TrackCodec.Encode(track), 123_456_789).ShouldBe(expected);
        TrackCodec.WithPosition(encoded.TrimEnd('=').Replace('+', ' '), 123_456_789).ShouldBe(expected);
        Encoding.ASCII.GetByteCount(expected).ShouldBe(expected.Length);
    }
}
