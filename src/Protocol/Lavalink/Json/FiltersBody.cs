using System.Collections.Immutable;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>The <c>filters</c> of a body (lavalink.md §6.1).</summary>
internal static class FiltersBody
{
    /// <summary>The filters, and which the body names: those with null included.</summary>
    public static Filters Read(ref BodyReader body, out ImmutableArray<string> named)
    {
        var filters = Filters.None;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            keys.Add(key);
            filters = key switch
            {
                "volume" => filters with { Volume = body.Single() },
                "equalizer" => filters with { Equalizer = ReadEqualizer(ref body) },
                "karaoke" => filters with { Karaoke = body.BeginObjectOrNull() ? ReadKaraoke(ref body) : null },
                "timescale" => filters with { Timescale = body.BeginObjectOrNull() ? ReadTimescale(ref body) : null },
                "tremolo" => filters with { Tremolo = body.BeginObjectOrNull() ? ReadTremolo(ref body) : null },
                "vibrato" => filters with { Vibrato = body.BeginObjectOrNull() ? ReadVibrato(ref body) : null },
                "distortion" => filters with { Distortion = body.BeginObjectOrNull() ? ReadDistortion(ref body) : null },
                "rotation" => filters with { Rotation = body.BeginObjectOrNull() ? ReadRotation(ref body) : null },
                "channelMix" => filters with { ChannelMix = body.BeginObjectOrNull() ? ReadChannelMix(ref body) : null },
                "lowPass" => filters with { LowPass = body.BeginObjectOrNull() ? ReadLowPass(ref body) : null },
                "pluginFilters" => filters with { PluginFilters = ReadPluginFilters(ref body) },
                _ => body.Ignore(filters),
            };
        }

        named = [.. FilterNames.All.Where(keys.Contains), .. filters.PluginFilters.Select(static filter => filter.Name)];
        return filters;
    }

    private static Equalizer ReadEqualizer(ref BodyReader body)
    {
        var bands = ImmutableArray.CreateBuilder<EqualizerBand>();
        body.BeginArray();
        while (body.NextObject())
        {
            bands.Add(ReadBand(ref body));
        }

        return new Equalizer(bands.DrainToImmutable());
    }

    private static EqualizerBand ReadBand(ref BodyReader body)
    {
        var number = default(Optional<int>);
        var gain = EqualizerBand.DefaultGain;
        while (body.NextKey() is { } key)
        {
            switch (key)
            {
                case "band":
                    number = body.Int32();
                    break;
                case "gain":
                    gain = body.Single();
                    break;
                default:
                    body.Ignore(key);
                    break;
            }
        }

        return new EqualizerBand(body.Required(number, "band"), gain);
    }

    private static Karaoke ReadKaraoke(ref BodyReader body)
    {
        var karaoke = new Karaoke();
        while (body.NextKey() is { } key)
        {
            karaoke = key switch
            {
                "level" => karaoke with { Level = body.Single() },
                "monoLevel" => karaoke with { MonoLevel = body.Single() },
                "filterBand" => karaoke with { FilterBand = body.Single() },
                "filterWidth" => karaoke with { FilterWidth = body.Single() },
                _ => body.Ignore(karaoke),
            };
        }

        return karaoke;
    }

    private static Timescale ReadTimescale(ref BodyReader body)
    {
        var timescale = new Timescale();
        while (body.NextKey() is { } key)
        {
            timescale = key switch
            {
                "speed" => timescale with { Speed = body.Double() },
                "pitch" => timescale with { Pitch = body.Double() },
                "rate" => timescale with { Rate = body.Double() },
                _ => body.Ignore(timescale),
            };
        }

        return timescale;
    }

    private static Tremolo ReadTremolo(ref BodyReader body)
    {
        var tremolo = new Tremolo();
        while (body.NextKey() is { } key)
        {
            tremolo = key switch
            {
                "frequency" => tremolo with { Frequency = body.Single() },
                "depth" => tremolo with { Depth = body.Single() },
                _ => body.Ignore(tremolo),
            };
        }

        return tremolo;
    }

    private static Vibrato ReadVibrato(ref BodyReader body)
    {
        var vibrato = new Vibrato();
        while (body.NextKey() is { } key)
        {
            vibrato = key switch
            {
                "frequency" => vibrato with { Frequency = body.Single() },
                "depth" => vibrato with { Depth = body.Single() },
                _ => body.Ignore(vibrato),
            };
        }

        return vibrato;
    }

    private static Distortion ReadDistortion(ref BodyReader body)
    {
        var distortion = new Distortion();
        while (body.NextKey() is { } key)
        {
            distortion = key switch
            {
                "sinOffset" => distortion with { SinOffset = body.Single() },
                "sinScale" => distortion with { SinScale = body.Single() },
                "cosOffset" => distortion with { CosOffset = body.Single() },
                "cosScale" => distortion with { CosScale = body.Single() },
                "tanOffset" => distortion with { TanOffset = body.Single() },
                "tanScale" => distortion with { TanScale = body.Single() },
                "offset" => distortion with { Offset = body.Single() },
                "scale" => distortion with { Scale = body.Single() },
                _ => body.Ignore(distortion),
            };
        }

        return distortion;
    }

    private static Rotation ReadRotation(ref BodyReader body)
    {
        var rotation = new Rotation();
        while (body.NextKey() is { } key)
        {
            rotation = key switch
            {
                "rotationHz" => rotation with { RotationHz = body.Double() },
                _ => body.Ignore(rotation),
            };
        }

        return rotation;
    }

    private static ChannelMix ReadChannelMix(ref BodyReader body)
    {
        var channelMix = new ChannelMix();
        while (body.NextKey() is { } key)
        {
            channelMix = key switch
            {
                "leftToLeft" => channelMix with { LeftToLeft = body.Single() },
                "leftToRight" => channelMix with { LeftToRight = body.Single() },
                "rightToLeft" => channelMix with { RightToLeft = body.Single() },
                "rightToRight" => channelMix with { RightToRight = body.Single() },
                _ => body.Ignore(channelMix),
            };
        }

        return channelMix;
    }

    private static LowPass ReadLowPass(ref BodyReader body)
    {
        var lowPass = new LowPass();
        while (body.NextKey() is { } key)
        {
            lowPass = key switch
            {
                "smoothing" => lowPass with { Smoothing = body.Single() },
                _ => body.Ignore(lowPass),
            };
        }

        return lowPass;
    }

    private static ImmutableArray<PluginFilter> ReadPluginFilters(ref BodyReader body)
    {
        var filters = new OrderedDictionary<string, RawJson>(StringComparer.Ordinal);
        body.BeginObject();
        while (body.NextKey() is { } name)
        {
            filters[name] = body.Any();
        }

        return [.. filters.Select(static filter => new PluginFilter(filter.Key, filter.Value))];
    }
}
