namespace Fabric.Media.Tracks;

/// <summary>A place that tracks come from.</summary>
public interface ITrackSource
{
    /// <summary>The name that its tracks carry.</summary>
    string Name { get; }

    /// <summary>Looks an identifier up.</summary>
    /// <param name="identifier">What the client sent, as it was sent; or where another source pointed.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="TrackLoadException">The identifier is this source's, but loading failed.</exception>
    ValueTask<LoadOutcome> LoadAsync(string identifier, CancellationToken cancellationToken);
}
