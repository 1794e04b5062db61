using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>What is known of a track (lavalink.md §1.4).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.TrackInfo")]
public sealed record TrackInfo
{
    /// <summary>The length of a stream, in milliseconds: clients compare with it.</summary>
    public const long StreamLength = long.MaxValue;

    /// <summary>What the source finds it by (lavalink.md §5.3).</summary>
    [Id(0)]
    public required string Identifier { get; init; }

    /// <summary>Who made it.</summary>
    [Id(1)]
    public required string Author { get; init; }

    /// <summary>How long it is, in milliseconds; <see cref="StreamLength" /> where it has no end.</summary>
    [Id(2)]
    public required long Length { get; init; }

    /// <summary>Whether it has no end.</summary>
    [Id(3)]
    public required bool IsStream { get; init; }

    /// <summary>Where playback is or is to begin, in milliseconds.</summary>
    [Id(4)]
    public long Position { get; init; }

    /// <summary>What it is called.</summary>
    [Id(5)]
    public required string Title { get; init; }

    /// <summary>Its address for people.</summary>
    [Id(6)]
    public string? Uri { get; init; }

    /// <summary>The source that it is from.</summary>
    [Id(7)]
    public required string SourceName { get; init; }

    /// <summary>The address of its picture.</summary>
    [Id(8)]
    public string? ArtworkUrl { get; init; }

    /// <summary>Its recording's international code.</summary>
    [Id(9)]
    public string? Isrc { get; init; }

    /// <summary>Whether its position can be chosen: whatever has an end (lavalink.md §3.4).</summary>
    public bool IsSeekable => !IsStream;
}
