using System.Collections.Immutable;
using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Filters: those that are set, with all that they have (lavalink.md §2.3, §6.1).</summary>
internal static class FiltersJson
{
    public static void Write(Utf8JsonWriter json, Filters filters)
    {
        json.WriteStartObject();
        if (filters.Volume is { } volume)
        {
            JsonText.WriteFraction(json, "volume"u8, volume);
        }

        Write(json, filters.Equalizer);
        Write(json, filters.Karaoke);
        Write(json, filters.Timescale);
        Write(json, "tremolo"u8, filters.Tremolo?.Frequency, filters.Tremolo?.Depth);
        Write(json, "vibrato"u8, filters.Vibrato?.Frequency, filters.Vibrato?.Depth);
        Write(json, filters.Distortion);
        Write(json, filters.Rotation);
        Write(json, filters.ChannelMix);
        Write(json, filters.LowPass);
        Write(json, filters.PluginFilters);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Equalizer? equalizer)
    {
        if (equalizer is null)
        {
            return;
        }

        json.WriteStartArray("equalizer"u8);
        foreach (var band in equalizer.Bands)
        {
            json.WriteStartObject();
            json.WriteNumber("band"u8, band.Band);
            JsonText.WriteFraction(json, "gain"u8, band.Gain);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, float? frequency, float? depth)
    {
        if (frequency is null || depth is null)
        {
            return;
        }

        json.WriteStartObject(name);
        JsonText.WriteFraction(json, "frequency"u8, frequency.Value);
        JsonText.WriteFraction(json, "depth"u8, depth.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Karaoke? karaoke)
    {
        if (karaoke is null)
        {
            return;
        }

        json.WriteStartObject("karaoke"u8);
        JsonText.WriteFraction(json, "level"u8, karaoke.Level);
        JsonText.WriteFraction(json, "monoLevel"u8, karaoke.MonoLevel);
        JsonText.WriteFraction(json, "filterBand"u8, karaoke.FilterBand);
        JsonText.WriteFraction(json, "filterWidth"u8, karaoke.FilterWidth);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Timescale? timescale)
    {
        if (timescale is null)
        {
            return;
        }

        json.WriteStartObject("timescale"u8);
        JsonText.WriteFraction(json, "speed"u8, timescale.Speed);
        JsonText.WriteFraction(json, "pitch"u8, timescale.Pitch);
        JsonText.WriteFraction(json, "rate"u8, timescale.Rate);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Distortion? distortion)
    {
        if (distortion is null)
        {
            return;
        }

        json.WriteStartObject("distortion"u8);
        JsonText.WriteFraction(json, "sinOffset"u8, distortion.SinOffset);
        JsonText.WriteFraction(json, "sinScale"u8, distortion.SinScale);
        JsonText.WriteFraction(json, "cosOffset"u8, distortion.CosOffset);
        JsonText.WriteFraction(json, "cosScale"u8, distortion.CosScale);
        JsonText.WriteFraction(json, "tanOffset"u8, distortion.TanOffset);
        JsonText.WriteFraction(json, "tanScale"u8, distortion.TanScale);
        JsonText.WriteFraction(json, "offset"u8, distortion.Offset);
        JsonText.WriteFraction(json, "scale"u8, distortion.Scale);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Rotation? rotation)
    {
        if (rotation is null)
        {
            return;
        }

        json.WriteStartObject("rotation"u8);
        JsonText.WriteFraction(json, "rotationHz"u8, rotation.RotationHz);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChannelMix? channelMix)
    {
        if (channelMix is null)
        {
            return;
        }

        json.WriteStartObject("channelMix"u8);
        JsonText.WriteFraction(json, "leftToLeft"u8, channelMix.LeftToLeft);
        JsonText.WriteFraction(json, "leftToRight"u8, channelMix.LeftToRight);
        JsonText.WriteFraction(json, "rightToLeft"u8, channelMix.RightToLeft);
        JsonText.WriteFraction(json, "rightToRight"u8, channelMix.RightToRight);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LowPass? lowPass)
    {
        if (lowPass is null)
        {
            return;
        }

        json.WriteStartObject("lowPass"u8);
        JsonText.WriteFraction(json, "smoothing"u8, lowPass.Smoothing);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<PluginFilter> filters)
    {
        if (filters.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartObject("pluginFilters"u8);
        foreach (var filter in filters)
        {
            json.WritePropertyName(filter.Name);
            json.WriteRawValue(filter.Settings.Text, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
