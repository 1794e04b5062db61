using Fabric.Media.Containers;
using Fabric.Media.Tracks;

namespace Fabric.Media.Sources.Local;

/// <summary>
/// Files of this machine, by their paths (lavalink.md §7.3). Who may load can then read the names and tags of every audio file that the
/// process can read: not for every fabric, and off in Lavalink unless <c>sources.local</c> is set.
/// </summary>
public sealed class LocalTrackSource : ITrackSource
{
    /// <inheritdoc />
    public string Name => "local";

    /// <inheritdoc />
    public async ValueTask<LoadOutcome> LoadAsync(string identifier, CancellationToken cancellationToken)
    {
        // Pipes and devices have length 0: to open one may take forever. An empty file is no track either.
        var file = identifier.Length == 0 || identifier.Contains('\0', StringComparison.Ordinal) ? null : new FileInfo(identifier);
        if (file is not { Exists: true, Length: > 0 })
        {
            return LoadOutcome.Declined.Instance;
        }

        try
        {
            await using var source = new StreamByteSource(file.OpenRead());
            var hints = new ProbeHints(Extension: file.Extension.TrimStart('.'));
            return await ContainerDetector.DetectAsync(source, hints, cancellationToken) switch
            {
                ProbeResult.Reference reference => new LoadOutcome.Redirect(reference.Link, reference.Title),
                ProbeResult.Audio audio => new LoadOutcome.Track(ContainerTracks.Make(Name, identifier, audio)),
                _ => throw new TrackLoadException("Unknown file format.", LoadSeverity.Common),
            };
        }
        catch (UnauthorizedAccessException)
        {
            return LoadOutcome.Declined.Instance;
        }
        catch (IOException failure)
        {
            throw new TrackLoadException("Reading the file failed.", LoadSeverity.Suspicious, failure);
        }
    }
}
