using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tracks;

/// <summary>Finds out what identifiers mean, in this process.</summary>
public interface ITrackLoader
{
    /// <summary>Looks an identifier up. Whatever fails is part of the result.</summary>
    Task<LoadResult> LoadAsync(string identifier);
}
