using System.Collections.Immutable;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A list of tracks that has a name (lavalink.md §7.1).</summary>
/// <param name="Name">Its name.</param>
/// <param name="SelectedTrack">The index of the track that the identifier pointed at; <see cref="NoneSelected" /> without.</param>
/// <param name="PluginInfo">An object of the source's.</param>
/// <param name="Tracks">Its tracks.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Playlist")]
public sealed record Playlist(
    [property: Id(0)] string Name,
    [property: Id(1)] int SelectedTrack,
    [property: Id(2)] RawJson PluginInfo,
    [property: Id(3)] ImmutableArray<Track> Tracks)
{
    /// <summary>The index of no track.</summary>
    public const int NoneSelected = -1;
}
