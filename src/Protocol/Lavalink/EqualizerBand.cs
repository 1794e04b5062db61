using System.Runtime.InteropServices;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>How much louder or quieter a band is (lavalink.md §6.1).</summary>
/// <param name="Band">0 to 14; other bands can be read and not be played.</param>
/// <param name="Gain">-0.25 mutes the band, 0 leaves it, 0.25 doubles it. Sensible up to 1, which Lavalink takes where none is given.</param>
[StructLayout(LayoutKind.Auto)]
[GenerateSerializer, Immutable, Alias("fabric.lavalink.EqualizerBand")]
public readonly record struct EqualizerBand([property: Id(0)] int Band, [property: Id(1)] float Gain = EqualizerBand.DefaultGain)
{
    /// <summary>The gain of a band that is listed without one.</summary>
    public const float DefaultGain = 1;
}
