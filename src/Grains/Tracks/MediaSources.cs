using Fabric.Media.Routes;
using Fabric.Media.Tracks;

namespace Fabric.Grains.Tracks;

/// <summary>Where this silo loads tracks from.</summary>
/// <param name="Resolver">Asks the sources.</param>
/// <param name="Planner">Chooses the addresses that loads go out from; null where the system does.</param>
public sealed record MediaSources(TrackResolver Resolver, IRoutePlanner? Planner = null)
{
    /// <summary>Of a silo that loads nothing.</summary>
    public static MediaSources None { get; } = new(new TrackResolver([]));
}
