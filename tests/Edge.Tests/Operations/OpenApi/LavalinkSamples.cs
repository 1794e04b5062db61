using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>One of each, with everything that it can have.</summary>
internal static class LavalinkSamples
{
    public static readonly TrackInfo Info = new()
    {
        Identifier = "i",
        Author = "a",
        Length = TrackInfo.StreamLength,
        IsStream = true,
        Title = "t",
        Uri = "u",
        SourceName = "http",
        ArtworkUrl = "w",
        Isrc = "r",
    };

    public static readonly PlayerState State = new(1_772_000_000_000, 1500, Connected: true, Ping: -1);

    public static readonly LavalinkException Failure = new("m", ExceptionSeverity.Suspicious, "c", "at A\n\tat B");

    public static readonly Stats Stats = new(new FrameStats(3000, 1, -1), 3, 2, 60_000, new MemoryStats(1, 2, 3, 4), new CpuStats(2, 0, 0.25));

    public static readonly IpBlock Block = new(IsVersion6: false, "256");

    public static readonly IReadOnlyList<FailingAddress> Failing = [new("/1.2.3.4", 1, "Sun Apr 12 10:00:00 UTC 2026")];

    public static readonly ServerInfo Server = new()
    {
        Version = new VersionInfo("4.2.2", 4, 2, 2, PreRelease: ""),
        Git = new GitInfo("b", "c", ServerInfo.UnknownTime),
        Jvm = "j",
        Lavaplayer = "l",
        SourceManagers = ["http"],
        Filters = FilterNames.All,
        Plugins = [new PluginInfo("p", "1")],
    };

    public static readonly LavalinkPlayer Player = new()
    {
        GuildId = 817327181659111454,
        Track = new Track("QAAA", Info),
        State = State,
        Voice = new VoiceState("t", "e", "s", "1"),
        Filters = new Filters
        {
            Volume = 0.1f,
            Equalizer = new Equalizer([new EqualizerBand(3)]),
            Karaoke = new Karaoke(),
            Timescale = new Timescale(),
            Tremolo = new Tremolo(),
            Vibrato = new Vibrato(),
            Distortion = new Distortion(),
            Rotation = new Rotation(),
            ChannelMix = new ChannelMix(),
            LowPass = new LowPass(),
            PluginFilters = [new PluginFilter("echo", default)],
        },
    };
}
