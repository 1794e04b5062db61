using System.Collections.Immutable;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A request to change a player: the body of its PATCH (lavalink.md §2.3). What is absent stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.PlayerUpdate")]
public sealed record PlayerUpdate
{
    /// <summary>What to play.</summary>
    [Id(0)]
    public Optional<TrackUpdate> Track { get; init; }

    /// <summary>An encoded track to play, null to stop: the older form of <see cref="TrackUpdate.Encoded" />.</summary>
    [Id(1)]
    public Optional<string?> EncodedTrack { get; init; }

    /// <summary>What to load and play: the older form of <see cref="TrackUpdate.Identifier" />.</summary>
    [Id(2)]
    public Optional<string> Identifier { get; init; }

    /// <summary>Where to play from, in milliseconds.</summary>
    [Id(3)]
    public Optional<long> Position { get; init; }

    /// <summary>Where to end, in milliseconds; null clears the mark.</summary>
    [Id(4)]
    public Optional<long?> EndTime { get; init; }

    /// <summary>In percent, as it was sent: any number.</summary>
    [Id(5)]
    public Optional<int> Volume { get; init; }

    /// <summary>Whether to pause.</summary>
    [Id(6)]
    public Optional<bool> Paused { get; init; }

    /// <summary>The filters that replace all others.</summary>
    [Id(7)]
    public Optional<Filters> Filters { get; init; }

    /// <summary>
    /// The filters that the body names, those that it sets to null included: in the order of <see cref="FilterNames.All" />, then those of
    /// plugins. A disabled one among them refuses the request (lavalink.md §2.4, check 5).
    /// </summary>
    [Id(8)]
    public ImmutableArray<string> NamedFilters { get; init; } = [];

    /// <summary>Voice data.</summary>
    [Id(9)]
    public Optional<VoiceState> Voice { get; init; }

    /// <summary>
    /// Whether the body has one of the four keys that ask for another track, even with null: then position, pause, end and user data belong
    /// to that track (lavalink.md §3.1).
    /// </summary>
    public bool AsksForTrack =>
        EncodedTrack.IsPresent || Identifier.IsPresent || (Track.TryGet(out var track) && (track.Encoded.IsPresent || track.Identifier.IsPresent));
}
