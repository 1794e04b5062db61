using System.Collections.Immutable;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>Louder and quieter bands (lavalink.md §6.1).</summary>
/// <param name="Bands">As the client listed them, twice the same included: of these the last counts.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Equalizer")]
public sealed record Equalizer([property: Id(0)] ImmutableArray<EqualizerBand> Bands)
{
    /// <summary>How many bands there are to set.</summary>
    public const int BandCount = 15;

    /// <summary>Whether the bands are all ones that there are (lavalink.md §2.4, check 10).</summary>
    public bool IsInRange => Bands.All(static band => band.Band is >= 0 and < BandCount);

    /// <summary>Whether a band's gain is not 0.</summary>
    public bool IsEnabled
    {
        get
        {
            Span<float> gains = stackalloc float[BandCount];
            CopyGains(gains);
            return gains.ContainsAnyExcept(0);
        }
    }

    /// <summary>Writes the gain of every band; 0 for those that are not listed.</summary>
    /// <param name="gains">Room for <see cref="BandCount" /> gains.</param>
    public void CopyGains(Span<float> gains)
    {
        gains.Clear();
        foreach (var band in Bands)
        {
            if ((uint)band.Band < BandCount)
            {
                gains[band.Band] = band.Gain;
            }
        }
    }
}
