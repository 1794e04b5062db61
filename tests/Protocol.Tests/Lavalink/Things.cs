using System.Text;
using Fabric.Protocol.Lavalink;

namespace Fabric.Protocol.Tests.Lavalink;

/// <summary>One of each.</summary>
internal static class Things
{
    public const ulong Guild = 817327181659111454;

    public const string TrackText =
        """{"encoded":"QAAA","info":{"identifier":"i","isSeekable":true,"author":"Ä","length":1000,"isStream":false,"position":20,"title":"🌿","uri":null,"sourceName":"http","artworkUrl":null,"isrc":null},"pluginInfo":{"probeInfo":"mp3"},"userData":{}}""";

    public static Track Track { get; } = new(
        "QAAA",
        new TrackInfo
        {
            Identifier = "i",
            Author = "Ä",
            Length = 1000,
            IsStream = false,
            Position = 20,
            Title = "🌿",
            SourceName = "http",
        },
        Raw("""{"probeInfo":"mp3"}"""));

    public static LavalinkException Failure { get; } = new("m", ExceptionSeverity.Suspicious, "c", "at A\n\tat B");

    public static PlayerState State { get; } = new(1_772_000_000_000, 1500, Connected: true, Ping: -1);

    public static Stats Stats { get; } = new(
        new FrameStats(3000, 1, -1), 3, 2, 60_000, new MemoryStats(1, 2, 3, 4), new CpuStats(2, 0, 0.25));

    /// <summary>Every filter, no value the default.</summary>
    public static Filters Filters { get; } = new()
    {
        Volume = 0.1f,
        Equalizer = new Equalizer([new EqualizerBand(3, 0.3333333333f), new EqualizerBand(3), new EqualizerBand(0, -0.25f)]),
        Karaoke = new Karaoke { Level = 0, MonoLevel = 0.5f, FilterBand = 200, FilterWidth = 90 },
        Timescale = new Timescale { Speed = 0.3333333333, Pitch = 2, Rate = 1.5 },
        Tremolo = new Tremolo { Frequency = 1, Depth = 0 },
        Vibrato = new Vibrato { Frequency = 3, Depth = 1 },
        Distortion = new Distortion
        {
            SinOffset = 1,
            SinScale = 2,
            CosOffset = 3,
            CosScale = 4,
            TanOffset = 5,
            TanScale = 6,
            Offset = 7,
            Scale = 8,
        },
        Rotation = new Rotation { RotationHz = -0.2 },
        ChannelMix = new ChannelMix { LeftToLeft = 0, LeftToRight = 1, RightToLeft = 0.5f, RightToRight = 0 },
        LowPass = new LowPass { Smoothing = 5 },
        PluginFilters = [new PluginFilter("echo", Raw("""{"delay":1}"""))],
    };

    public static string FiltersText { get; } = string.Concat(
        """{"volume":0.1,"equalizer":[{"band":3,"gain":0.33333334},{"band":3,"gain":1.0},{"band":0,"gain":-0.25}]""",
        ""","karaoke":{"level":0.0,"monoLevel":0.5,"filterBand":200.0,"filterWidth":90.0}""",
        ""","timescale":{"speed":0.3333333333,"pitch":2.0,"rate":1.5}""",
        ""","tremolo":{"frequency":1.0,"depth":0.0},"vibrato":{"frequency":3.0,"depth":1.0}""",
        ""","distortion":{"sinOffset":1.0,"sinScale":2.0,"cosOffset":3.0,"cosScale":4.0,"tanOffset":5.0,"tanScale":6.0,"offset":7.0,"scale":8.0}""",
        ""","rotation":{"rotationHz":-0.2},"channelMix":{"leftToLeft":0.0,"leftToRight":1.0,"rightToLeft":0.5,"rightToRight":0.0}""",
        ""","lowPass":{"smoothing":5.0},"pluginFilters":{"echo":{"delay":1}}}""");

    public static LavalinkPlayer Player { get; } = new()
    {
        GuildId = Guild,
        Track = Track,
        Volume = 50,
        Paused = true,
        State = State,
        Voice = new VoiceState("t", "e", "s", "9007199254740993"),
        Filters = Filters,
    };

    public static RawJson Raw(string text) => new(Encoding.UTF8.GetBytes(text));
}
