using System.Text;
using Fabric.Media.Containers;
using Fabric.Media.Containers.Tags;
using Fabric.Media.Tests.Support;

namespace Fabric.Media.Tests.Containers;

/// <summary>Tags that ffmpeg does not write: every version, every encoding.</summary>
public sealed class Id3TagTests
{
    private static readonly byte[] Latin1 = [0, .. Encoding.Latin1.GetBytes("Größe")];
    private static readonly byte[] Utf16Little = [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Größe")];
    private static readonly byte[] Utf16Big = [1, 0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Größe\0")];
    private static readonly byte[] Utf16Unmarked = [1, .. Encoding.Unicode.GetBytes("Größe")];
    private static readonly byte[] Utf16BigUnmarked = [2, .. Encoding.BigEndianUnicode.GetBytes("Größe")];
    private static readonly byte[] Utf8 = [3, .. Encoding.UTF8.GetBytes("Größe\0Zweiter")];

    public static TheoryData<byte, byte[]> Texts
    {
        get
        {
            var data = new TheoryData<byte, byte[]>();
            foreach (var version in (byte[])[2, 3, 4])
            {
                foreach (var text in (byte[][])[Latin1, Utf16Little, Utf16Big, Utf16Unmarked, Utf16BigUnmarked, Utf8])
                {
                    data.Add(version, text);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Reads_every_encoding_in_every_version(byte version, byte[] text)
    {
        byte[] frames = [.. Frame(version, "TALB", [0, 1, 2]), .. Frame(version, "TIT2", text), .. Frame(version, "TPE1", text), .. Frame(version, "TSRC", text), .. new byte[40]];

        (await ReadAsync(Tag(version, 0, frames))).ShouldBe(new AudioTags("Größe", "Größe", "Größe"));
    }

    /// <summary>The mark of the byte order is what has to be escaped.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Undoes_the_escaping_of_a_whole_tag(byte version)
    {
        byte[] frames = [.. Frame(version, "TIT2", Utf16Little), .. Frame(version, "TPE1", Utf16Little)];

        (await ReadAsync(Tag(version, 0x80, Escape(frames)))).ShouldBe(new AudioTags("Größe", "Größe"));
    }

    [Fact]
    public async Task Undoes_the_escaping_of_a_frame()
    {
        byte[] frames = [.. Frame(4, "TIT2", Escape(Utf16Little), flags: 0x02), .. Frame(4, "TPE1", Utf8)];

        (await ReadAsync(Tag(4, 0x80, frames))).ShouldBe(new AudioTags("Größe", "Größe"));
    }

    [Fact]
    public async Task Leaves_out_what_stands_in_front_of_a_content()
    {
        byte[] frames = [.. Frame(4, "TIT2", [0, 0, 0, 6, .. Latin1], flags: 0x01), .. Frame(4, "TPE1", [7, .. Latin1], flags: 0x40)];

        (await ReadAsync(Tag(4, 0, frames))).ShouldBe(new AudioTags("Größe", "Größe"));
    }

    [Fact]
    public async Task Leaves_out_frames_that_are_compressed_or_encrypted()
    {
        byte[] frames = [.. Frame(4, "TIT2", Latin1, flags: 0x08), .. Frame(3, "TPE1", Latin1, flags: 0x04)];

        (await ReadAsync(Tag(4, 0, frames))).ShouldBe(AudioTags.None);
    }

    [Theory]
    [InlineData(3, new byte[] { 0, 0, 0, 6, 0, 0, 0, 0, 0, 0 })]
    [InlineData(4, new byte[] { 0, 0, 0, 6, 1, 0 })]
    public async Task Skips_the_extended_header(byte version, byte[] extended) =>
        (await ReadAsync(Tag(version, 0x40, [.. extended, .. Frame(version, "TIT2", Latin1)]))).ShouldBe(new AudioTags("Größe"));

    [Fact]
    public async Task Reads_what_stands_behind_a_picture_of_megabytes()
    {
        byte[] frames = [.. Frame(3, "APIC", new byte[3_000_000]), .. Frame(3, "TIT2", Latin1)];

        (await ReadAsync(Tag(3, 0, frames))).ShouldBe(new AudioTags("Größe"));
    }

    [Fact]
    public async Task Goes_on_behind_the_tag_and_its_footer()
    {
        byte[] file = [.. Tag(4, 0x10, Frame(4, "TIT2", Latin1)), .. new byte[10], .. "next"u8];
        var input = new ByteReader(new MemoryByteSource(file, canSeek: false, pieces: 7), 1_000_000);

        await Id3Tag.ReadAsync(input, TestContext.Current.CancellationToken);

        (await input.ReadAsync(10, TestContext.Current.CancellationToken)).ToArray().ShouldBe("next"u8.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ID3")]
    [InlineData("ID3\u0005\0\0\0\0\0\0")]
    [InlineData("ID3\u0003\0\0\0\0\0\u0080")]
    public async Task Other_bytes_are_no_tag(string bytes)
    {
        var input = new ByteReader(new MemoryByteSource(Encoding.Latin1.GetBytes(bytes)), 1000);

        (await Id3Tag.ReadAsync(input, TestContext.Current.CancellationToken)).ShouldBeNull();
        input.Position.ShouldBe(0);
    }

    private static async Task<AudioTags?> ReadAsync(byte[] tag) =>
        await Id3Tag.ReadAsync(new ByteReader(new MemoryByteSource(tag, canSeek: false), 8_000_000), TestContext.Current.CancellationToken);

    private static byte[] Tag(byte version, byte flags, byte[] body) => [.. "ID3"u8, version, 0, flags, .. Synchsafe(body.Length), .. body];

    private static byte[] Frame(byte version, string id, byte[] content, byte flags = 0) => version switch
    {
        2 => [.. Encoding.ASCII.GetBytes(Shorter(id)), (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content],
        3 => [.. Encoding.ASCII.GetBytes(id), .. Plain(content.Length), 0, flags, .. content],
        _ => [.. Encoding.ASCII.GetBytes(id), .. Synchsafe(content.Length), 0, flags, .. content],
    };

    private static string Shorter(string id) => id switch
    {
        "TIT2" => "TT2",
        "TPE1" => "TP1",
        "TSRC" => "TRC",
        _ => "TAL",
    };

    private static byte[] Plain(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private static byte[] Synchsafe(int number) =>
        [(byte)((number >> 21) & 0x7F), (byte)((number >> 14) & 0x7F), (byte)((number >> 7) & 0x7F), (byte)(number & 0x7F)];

    private static byte[] Escape(byte[] plain) => [.. plain.SelectMany(static part => part == 0xFF ? (byte[])[0xFF, 0] : [part])];
}
