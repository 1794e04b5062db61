using System.Collections.Immutable;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>What became of looking an identifier up (lavalink.md §7.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.LoadResult")]
public abstract record LoadResult
{
    private LoadResult()
    {
    }

    /// <summary>One track.</summary>
    [GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackLoaded")]
    public sealed record TrackLoaded([property: Id(0)] Track Track) : LoadResult;

    /// <summary>A playlist.</summary>
    [GenerateSerializer, Immutable, Alias("fabric.lavalink.PlaylistLoaded")]
    public sealed record PlaylistLoaded([property: Id(0)] Playlist Playlist) : LoadResult;

    /// <summary>What a search found.</summary>
    [GenerateSerializer, Immutable, Alias("fabric.lavalink.SearchResult")]
    public sealed record SearchResult([property: Id(0)] ImmutableArray<Track> Tracks) : LoadResult;

    /// <summary>Nothing.</summary>
    [GenerateSerializer, Immutable, Alias("fabric.lavalink.NoMatches")]
    public sealed record NoMatches : LoadResult
    {
        /// <summary>The only one there need be.</summary>
        public static NoMatches Instance { get; } = new();
    }

    /// <summary>The source failed.</summary>
    [GenerateSerializer, Immutable, Alias("fabric.lavalink.LoadFailed")]
    public sealed record LoadFailed([property: Id(0)] LavalinkException Exception) : LoadResult;
}
