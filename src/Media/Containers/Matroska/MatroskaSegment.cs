using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Matroska;

/// <summary>What a segment says in front of its first cluster, and, where the file can be sought in, in the places that it names.</summary>
internal sealed class MatroskaSegment(ByteReader input, EbmlElement segment)
{
    private const int AudioTrack = 2;
    private const int MaxPlaces = 16;

    private readonly Dictionary<uint, long> _places = [];
    private readonly HashSet<uint> _seen = [];
    private ulong _timestampScale = 1_000_000;
    private double _duration;

    public AudioTags Tags { get; private set; } = AudioTags.None;

    /// <summary>Whether there is a track of Opus, Vorbis or AAC.</summary>
    public bool HasAudio { get; private set; }

    /// <summary>In milliseconds; null when it is not told.</summary>
    public long? Length => _duration * _timestampScale / 1e6 is > 0 and < long.MaxValue / 2 and var milliseconds ? (long)milliseconds : null;

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var element in EbmlElement.ReadAllAsync(input, segment.End, cancellationToken))
        {
            if (element.Id == MatroskaId.Cluster)
            {
                break;
            }

            await TakeAsync(element, cancellationToken);
        }

        if (input.CanSeek)
        {
            await ReadPlacesAsync(cancellationToken);
        }
    }

    private async ValueTask ReadPlacesAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, place) in _places.ToArray())
        {
            if (id is not (MatroskaId.Info or MatroskaId.Tracks or MatroskaId.Tags) || _seen.Contains(id))
            {
                continue;
            }

            input.Seek(place);
            await foreach (var element in EbmlElement.ReadAllAsync(input, segment.End, cancellationToken))
            {
                await TakeAsync(element, cancellationToken);
                break;
            }
        }
    }

    private ValueTask TakeAsync(EbmlElement element, CancellationToken cancellationToken)
    {
        _seen.Add(element.Id);
        return element.Id switch
        {
            MatroskaId.Info => ReadInfoAsync(element, cancellationToken),
            MatroskaId.Tracks => ReadTracksAsync(element, cancellationToken),
            MatroskaId.Tags => ReadTagsAsync(element, cancellationToken),
            MatroskaId.SeekHead => ReadSeekHeadAsync(element, cancellationToken),
            _ => ValueTask.CompletedTask,
        };
    }

    private async ValueTask ReadInfoAsync(EbmlElement info, CancellationToken cancellationToken)
    {
        await foreach (var element in EbmlElement.ReadAllAsync(input, info.End, cancellationToken))
        {
            switch (element.Id)
            {
                case MatroskaId.TimestampScale:
                    _timestampScale = await element.ReadNumberAsync(input, cancellationToken);
                    break;
                case MatroskaId.Duration:
                    _duration = await element.ReadFloatAsync(input, cancellationToken);
                    break;
                case MatroskaId.Title:
                    Tags = Tags.Or(new AudioTags(Title: await element.ReadTextAsync(input, cancellationToken)));
                    break;
            }
        }
    }

    private async ValueTask ReadTracksAsync(EbmlElement tracks, CancellationToken cancellationToken)
    {
        await foreach (var entry in EbmlElement.ReadAllAsync(input, tracks.End, cancellationToken))
        {
            HasAudio |= entry.Id == MatroskaId.TrackEntry && await IsAudioAsync(entry, cancellationToken);
        }
    }

    private async ValueTask<bool> IsAudioAsync(EbmlElement entry, CancellationToken cancellationToken)
    {
        ulong type = 0;
        var codec = "";
        await foreach (var element in EbmlElement.ReadAllAsync(input, entry.End, cancellationToken))
        {
            switch (element.Id)
            {
                case MatroskaId.TrackType:
                    type = await element.ReadNumberAsync(input, cancellationToken);
                    break;
                case MatroskaId.CodecId:
                    codec = await element.ReadTextAsync(input, cancellationToken);
                    break;
            }
        }

        return type == AudioTrack && (codec is "A_OPUS" or "A_VORBIS" || codec.StartsWith("A_AAC", StringComparison.Ordinal));
    }

    private async ValueTask ReadTagsAsync(EbmlElement tags, CancellationToken cancellationToken)
    {
        await foreach (var tag in EbmlElement.ReadAllAsync(input, tags.End, cancellationToken))
        {
            await foreach (var simple in EbmlElement.ReadAllAsync(input, tag.Id == MatroskaId.Tag ? tag.End : tag.Content, cancellationToken))
            {
                if (simple.Id == MatroskaId.SimpleTag)
                {
                    await ReadSimpleTagAsync(simple, cancellationToken);
                }
            }
        }
    }

    private async ValueTask ReadSimpleTagAsync(EbmlElement simple, CancellationToken cancellationToken)
    {
        var (name, value) = ("", "");
        await foreach (var element in EbmlElement.ReadAllAsync(input, simple.End, cancellationToken))
        {
            switch (element.Id)
            {
                case MatroskaId.TagName:
                    name = await element.ReadTextAsync(input, cancellationToken);
                    break;
                case MatroskaId.TagString:
                    value = await element.ReadTextAsync(input, cancellationToken);
                    break;
            }
        }

        Tags = name.ToUpperInvariant() switch
        {
            "ARTIST" => Tags.Or(new AudioTags(Artist: value)),
            "ISRC" => Tags.Or(new AudioTags(Isrc: value)),
            _ => Tags,
        };
    }

    /// <summary>Places are told from the beginning of the segment's content.</summary>
    private async ValueTask ReadSeekHeadAsync(EbmlElement head, CancellationToken cancellationToken)
    {
        await foreach (var seek in EbmlElement.ReadAllAsync(input, head.End, cancellationToken))
        {
            ulong id = 0, position = 0;
            await foreach (var element in EbmlElement.ReadAllAsync(input, seek.Id == MatroskaId.Seek ? seek.End : seek.Content, cancellationToken))
            {
                id = element.Id == MatroskaId.SeekId ? await element.ReadNumberAsync(input, cancellationToken) : id;
                position = element.Id == MatroskaId.SeekPosition ? await element.ReadNumberAsync(input, cancellationToken) : position;
            }

            if (id <= uint.MaxValue && position < (ulong)(segment.End - segment.Content) && _places.Count < MaxPlaces)
            {
                _places.TryAdd((uint)id, segment.Content + (long)position);
            }
        }
    }
}
