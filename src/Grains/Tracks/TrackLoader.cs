using System.Collections.Immutable;
using Fabric.Media.Tracks;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tracks;

/// <summary>Asks the sources of this process, and says it as clients are told it (lavalink.md §7.1).</summary>
internal sealed class TrackLoader(MediaSources sources) : ITrackLoader
{
    /// <inheritdoc />
    public async Task<LoadResult> LoadAsync(string identifier) => await sources.Resolver.ResolveAsync(identifier, CancellationToken.None) switch
    {
        LoadOutcome.Track found => new LoadResult.TrackLoaded(ToTrack(found.Item)),
        LoadOutcome.Playlist list => new LoadResult.PlaylistLoaded(new Playlist(list.Name, list.SelectedTrack, default, ToTracks(list.Tracks))),
        LoadOutcome.Search search => new LoadResult.SearchResult(ToTracks(search.Tracks)),
        LoadOutcome.Failed failed => new LoadResult.LoadFailed(ToException(failed.Reason)),
        _ => LoadResult.NoMatches.Instance,
    };

    /// <summary>A track that a source found, as clients see it.</summary>
    internal static Track ToTrack(AudioTrack track)
    {
        var info = new TrackInfo
        {
            Identifier = track.Identifier,
            Author = track.Author,
            Length = track.Length,
            IsStream = track.IsStream,
            Position = track.Position,
            Title = track.Title,
            Uri = track.Uri,
            SourceName = track.SourceName,
            ArtworkUrl = track.ArtworkUrl,
            Isrc = track.Isrc,
        };
        var encoded = track.ProbeDescriptor is { } probe ? EncodedTrack.OfFile(info, probe) : new EncodedTrack(info);
        return new Track(TrackCodec.Encode(encoded), info, encoded.PluginInfo);
    }

    private static ImmutableArray<Track> ToTracks(IEnumerable<AudioTrack> tracks) => [.. tracks.Select(ToTrack)];

    /// <summary>Message and severity are the real ones; the cause is the first there is (specs: load errors carry the real reason).</summary>
    private static LavalinkException ToException(TrackLoadException reason)
    {
        var cause = reason.GetBaseException();
        return new LavalinkException(
            reason.Message,
            reason.Severity switch
            {
                LoadSeverity.Common => ExceptionSeverity.Common,
                LoadSeverity.Suspicious => ExceptionSeverity.Suspicious,
                _ => ExceptionSeverity.Fault,
            },
            $"{cause.GetType().FullName}: {cause.Message}",
            cause.ToString());
    }
}
