using System.Text;
using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Mp4;

/// <summary>What the box <c>moov</c> says.</summary>
internal sealed class Mp4Movie
{
    private const int MaxTracks = 64;

    private readonly Dictionary<uint, uint> _defaultDurations = [];
    private int _tracks;

    /// <summary>The first track of AAC.</summary>
    public Mp4Track? Audio { get; private set; }

    public AudioTags Tags { get; private set; } = AudioTags.None;

    /// <summary>In milliseconds; null when it is not told, as in a fragmented file.</summary>
    public long? Length { get; private set; }

    private uint TimeScale { get; set; }

    /// <summary>How long a sample of the audio is, unless its fragment says otherwise.</summary>
    public uint DefaultDuration => Audio is null ? 0 : _defaultDurations.GetValueOrDefault(Audio.Id);

    public static async ValueTask<Mp4Movie> ReadAsync(ByteReader input, Mp4Box moov, CancellationToken cancellationToken)
    {
        var movie = new Mp4Movie();
        await foreach (var box in Mp4Box.ReadAllAsync(input, moov.End, cancellationToken))
        {
            await movie.TakeAsync(input, box, cancellationToken);
        }

        return movie;
    }

    private async ValueTask TakeAsync(ByteReader input, Mp4Box box, CancellationToken cancellationToken)
    {
        if (box.Is("mvhd"u8))
        {
            var header = Mp4Fields.TimeHeader((await box.PeekAsync(input, Mp4Fields.TimeHeaderSize, cancellationToken)).Span);
            (TimeScale, Length) = (header.TimeScale, Duration.Of(header.Duration, header.TimeScale));
        }
        else if (box.Is("trak"u8) && Audio is null && _tracks++ < MaxTracks)
        {
            Audio = await Mp4Track.ReadAsync(input, box, cancellationToken);
        }
        else if (box.Is("mvex"u8))
        {
            await ReadExtensionsAsync(input, box, cancellationToken);
        }
        else if (box.Is("udta"u8))
        {
            await ReadUserDataAsync(input, box, cancellationToken);
        }
    }

    private async ValueTask ReadExtensionsAsync(ByteReader input, Mp4Box mvex, CancellationToken cancellationToken)
    {
        await foreach (var box in Mp4Box.ReadAllAsync(input, mvex.End, cancellationToken))
        {
            var bytes = await box.PeekAsync(input, 16, cancellationToken);
            if (box.Is("mehd"u8))
            {
                Length ??= Duration.Of(Mp4Fields.VersionedNumber(bytes.Span, 4), TimeScale);
            }
            else if (box.Is("trex"u8) && bytes.Length == 16 && _defaultDurations.Count < MaxTracks)
            {
                _defaultDurations[Mp4Fields.UInt32(bytes.Span, 4)] = Mp4Fields.UInt32(bytes.Span, 12);
            }
        }
    }

    private async ValueTask ReadUserDataAsync(ByteReader input, Mp4Box udta, CancellationToken cancellationToken)
    {
        await foreach (var meta in Mp4Box.ReadAllAsync(input, udta.End, cancellationToken))
        {
            if (!meta.Is("meta"u8))
            {
                continue;
            }

            input.Skip(await IsFullBoxAsync(input, cancellationToken) ? 4 : 0);
            await foreach (var list in Mp4Box.ReadAllAsync(input, meta.End, cancellationToken))
            {
                await ReadItemsAsync(input, list, cancellationToken);
            }
        }
    }

    /// <summary>QuickTime writes <c>meta</c> without version and flags: then the length of a box stands there, which is not 0.</summary>
    private static async ValueTask<bool> IsFullBoxAsync(ByteReader input, CancellationToken cancellationToken) =>
        Mp4Fields.UInt32((await input.PeekAsync(4, cancellationToken)).Span, 0) == 0;

    private async ValueTask ReadItemsAsync(ByteReader input, Mp4Box list, CancellationToken cancellationToken)
    {
        if (!list.Is("ilst"u8))
        {
            return;
        }

        await foreach (var item in Mp4Box.ReadAllAsync(input, list.End, cancellationToken))
        {
            if (item.Is([0xA9, (byte)'n', (byte)'a', (byte)'m']))
            {
                Tags = Tags.Or(new AudioTags(Title: await ReadTextAsync(input, item, cancellationToken)));
            }
            else if (item.Is([0xA9, (byte)'A', (byte)'R', (byte)'T']))
            {
                Tags = Tags.Or(new AudioTags(Artist: await ReadTextAsync(input, item, cancellationToken)));
            }
        }
    }

    /// <summary>The text stands behind the kind and the language of the value, in a box <c>data</c>.</summary>
    private static async ValueTask<string?> ReadTextAsync(ByteReader input, Mp4Box item, CancellationToken cancellationToken)
    {
        await foreach (var data in Mp4Box.ReadAllAsync(input, item.End, cancellationToken))
        {
            var bytes = await data.PeekAsync(input, 8 + AudioTags.MaxValueBytes, cancellationToken);
            return data.Is("data"u8) && bytes.Length > 8 ? Encoding.UTF8.GetString(bytes.Span[8..]) : null;
        }

        return null;
    }
}
