using System.Collections.Immutable;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// The filters of a player (lavalink.md §6.1). One that is null is not set. One that is set may still be neutral: then it changes nothing
/// and is not enabled.
/// </summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Filters")]
public sealed record Filters
{
    /// <summary>The volume that changes nothing.</summary>
    public const float NeutralVolume = 1;

    /// <summary>No filter is set.</summary>
    public static Filters None { get; } = new();

    /// <summary>1 is 100 %; sensible from 0 to 5.</summary>
    [Id(0)]
    public float? Volume { get; init; }

    /// <summary>Louder and quieter bands.</summary>
    [Id(1)]
    public Equalizer? Equalizer { get; init; }

    /// <summary>Removes voices.</summary>
    [Id(2)]
    public Karaoke? Karaoke { get; init; }

    /// <summary>Speed and pitch.</summary>
    [Id(3)]
    public Timescale? Timescale { get; init; }

    /// <summary>Wavering volume.</summary>
    [Id(4)]
    public Tremolo? Tremolo { get; init; }

    /// <summary>Wavering pitch.</summary>
    [Id(5)]
    public Vibrato? Vibrato { get; init; }

    /// <summary>Distorted waves.</summary>
    [Id(6)]
    public Distortion? Distortion { get; init; }

    /// <summary>Sound that goes around.</summary>
    [Id(7)]
    public Rotation? Rotation { get; init; }

    /// <summary>How left and right are mixed.</summary>
    [Id(8)]
    public ChannelMix? ChannelMix { get; init; }

    /// <summary>Suppresses high frequencies.</summary>
    [Id(9)]
    public LowPass? LowPass { get; init; }

    /// <summary>The filters of plugins.</summary>
    [Id(10)]
    public ImmutableArray<PluginFilter> PluginFilters { get; init; } = [];

    /// <summary>Whether the volume is set and not neutral.</summary>
    public bool IsVolumeEnabled => Volume is { } volume && volume != NeutralVolume;

    /// <summary>Whether one of the ten is enabled. Whether one of a plugin is, the plugin knows.</summary>
    public bool IsEnabled => IsVolumeEnabled
        || Equalizer is { IsEnabled: true }
        || Karaoke is not null
        || Timescale is { IsEnabled: true }
        || Tremolo is { IsEnabled: true }
        || Vibrato is { IsEnabled: true }
        || Distortion is { IsEnabled: true }
        || Rotation is { IsEnabled: true }
        || ChannelMix is { IsEnabled: true }
        || LowPass is { IsEnabled: true };
}
