namespace Fabric.Media.Tracks;

/// <summary>What is known about a track. Fields and defaults: lavalink.md §5.2, §7.4.</summary>
public sealed record AudioTrack
{
    /// <summary>The title of a track that has none.</summary>
    public const string UnknownTitle = "Unknown title";

    /// <summary>The author of a track that has none.</summary>
    public const string UnknownAuthor = "Unknown artist";

    /// <summary>The length of a stream, in milliseconds.</summary>
    public const long UnknownLength = long.MaxValue;

    /// <summary>Title.</summary>
    public string Title { get; init; } = UnknownTitle;

    /// <summary>Author: artist, channel, station.</summary>
    public string Author { get; init; } = UnknownAuthor;

    /// <summary>Length in milliseconds; <see cref="UnknownLength"/> for streams.</summary>
    public long Length { get; init; } = UnknownLength;

    /// <summary>How the source finds the track: the final address (http), the path (local).</summary>
    public required string Identifier { get; init; }

    /// <summary>Whether it has no end, and cannot be sought in.</summary>
    public bool IsStream { get; init; }

    /// <summary>Where a person finds the track.</summary>
    public string? Uri { get; init; }

    /// <summary>Address of a picture.</summary>
    public string? ArtworkUrl { get; init; }

    /// <summary>International standard recording code.</summary>
    public string? Isrc { get; init; }

    /// <summary>Name of the source that found it.</summary>
    public required string SourceName { get; init; }

    /// <summary>
    /// Which probe recognised the file, as <c>name</c> or <c>name|parameters</c> (lavalink.md §5.3). Only tracks of the sources http and
    /// local have one.
    /// </summary>
    public string? ProbeDescriptor { get; init; }

    /// <summary>Where playing begins, in milliseconds.</summary>
    public long Position { get; init; }
}
