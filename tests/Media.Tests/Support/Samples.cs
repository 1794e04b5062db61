using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fabric.Media.Tests.Support;
using Fabric.Testing;

[assembly: AssemblyFixture(typeof(Samples))]

namespace Fabric.Media.Tests.Support;

/// <summary>Audio files made by ffmpeg, each once in a run: ten seconds of a tone, with tags where the format has them.</summary>
public sealed class Samples : IDisposable
{
    public const string Title = "Ein Stück 🌿";
    public const string Artist = "Émile & Söhne";
    public const string Isrc = "QZHNA1985784";

    private static readonly string[] Tags = ["-metadata", $"title={Title}", "-metadata", $"artist={Artist}"];

    /// <summary>By the name of the file: how ffmpeg is to encode it.</summary>
    private static readonly Dictionary<string, string> Encodings = new(StringComparer.Ordinal)
    {
        ["cbr.mp3"] = "-c:a libmp3lame -b:a 128k -metadata TSRC=" + Isrc,
        ["cbr-plain.mp3"] = "-c:a libmp3lame -b:a 64k -write_xing 0 -id3v2_version 3",
        ["vbr.mp3"] = "-c:a libmp3lame -q:a 4 -id3v2_version 3",
        ["mpeg2.mp3"] = "-c:a libmp3lame -ar 22050 -ac 1 -b:a 48k",
        ["mpeg25.mp3"] = "-c:a libmp3lame -ar 11025 -ac 1 -b:a 32k",
        ["untagged.mp3"] = "-c:a libmp3lame -b:a 128k -map_metadata -1 -id3v2_version 0",
        ["radio.mp3"] = "-c:a libmp3lame -b:a 64k -write_xing 0 -map_metadata -1 -id3v2_version 0",
        ["vorbis.ogg"] = "-c:a libvorbis -metadata ISRC=" + Isrc,
        ["opus.ogg"] = "-c:a libopus -metadata ISRC=" + Isrc,
        ["flac.ogg"] = "-c:a flac -metadata ISRC=" + Isrc,
        ["native.flac"] = "-c:a flac -metadata ISRC=" + Isrc,
        ["pcm16.wav"] = "-c:a pcm_s16le",
        ["pcm24.wav"] = "-c:a pcm_s24le",
        ["pcm32.wav"] = "-c:a pcm_s32le -ac 6",
        ["float.wav"] = "-c:a pcm_f32le",
        ["opus.webm"] = "-c:a libopus",
        ["vorbis.mkv"] = "-c:a libvorbis",
        ["aac.mkv"] = "-c:a aac -metadata ISRC=" + Isrc,
        ["mp3.mkv"] = "-c:a libmp3lame",
        ["plain.m4a"] = "-c:a aac",
        ["faststart.m4a"] = "-c:a aac -movflags +faststart",
        ["fragmented.m4a"] = "-c:a aac -frag_duration 1000000 -movflags +frag_keyframe+empty_moov+default_base_moof",
        ["dash.m4a"] = "-c:a aac -frag_duration 1000000 -movflags +frag_keyframe+empty_moov+default_base_moof+dash+skip_trailer",
        ["sidx.m4a"] = "-c:a aac -frag_duration 1000000 -movflags +frag_keyframe+empty_moov+default_base_moof+dash+global_sidx+skip_trailer",
        ["alac.m4a"] = "-c:a alac",
        ["raw.aac"] = "-c:a aac -f adts",
        ["transport.ts"] = "-c:a aac -f mpegts -metadata service_name=Wohlklang -metadata service_provider=Anstalt",
        ["mp2.ts"] = "-c:a mp2 -f mpegts",
    };

    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<bool> _made;

    public Samples() => _made = new Lazy<bool>(MakeAll);

    /// <summary>Every name.</summary>
    public static IReadOnlyCollection<string> Names => Encodings.Keys;

    /// <summary>Where a sample is.</summary>
    public string PathOf(string name) => _made.Value && Encodings.ContainsKey(name) ? _directory.Of(name) : throw new ArgumentException(name, nameof(name));

    /// <summary>What a sample has in it.</summary>
    public byte[] BytesOf(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>What ffprobe says of a sample: length in milliseconds, and tags by their names in small letters.</summary>
    public (long Length, Dictionary<string, string> Tags) Reference(string name)
    {
        using var answer = JsonDocument.Parse(Run("ffprobe", ["-v", "error", "-show_format", "-show_streams", "-of", "json", PathOf(name)]));
        var format = answer.RootElement.GetProperty("format");
        var seconds = double.Parse(format.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture);
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var holder in answer.RootElement.GetProperty("streams").EnumerateArray().Append(format))
        {
            foreach (var tag in holder.TryGetProperty("tags", out var all) ? all.EnumerateObject() : default)
            {
                tags[tag.Name] = tag.Value.GetString()!;
            }
        }

        return ((long)Math.Round(seconds * 1000), tags);
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>All in one run: to start ffmpeg takes longer than to encode ten seconds.</summary>
    private bool MakeAll()
    {
        string[] input = ["-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=10:sample_rate=48000"];
        Run("ffmpeg", [.. input, .. Encodings.SelectMany(entry => (string[])[.. Tags, .. entry.Value.Split(' '), "-y", _directory.Of(entry.Key)])]);
        return true;
    }

    private static string Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = "";
        var reading = Task.Run(() => output = process.StandardOutput.ReadToEnd());
        var errors = process.StandardError.ReadToEnd();
        reading.GetAwaiter().GetResult();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }
}
