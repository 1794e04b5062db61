namespace Fabric.Media.Players;

/// <summary>A track to be played.</summary>
/// <param name="Number">What observers are told it by.</param>
/// <param name="Length">In milliseconds; <see cref="Endless" /> where it has no end.</param>
/// <param name="IsSeekable">Whether another place can be gone to.</param>
public sealed record EnginePlay(long Number, long Length, bool IsSeekable)
{
    /// <summary>The length of a stream.</summary>
    public const long Endless = long.MaxValue;

    /// <summary>How far into the track it begins, in milliseconds.</summary>
    public long Start { get; init; }

    /// <summary>
    /// The position that it begins at; null for that of <see cref="Start" />. They differ where a track goes on that was played at another speed.
    /// </summary>
    public long? StartPosition { get; init; }

    /// <summary>The position at which it finishes; one at or before the start is ignored.</summary>
    public long? EndMarker { get; init; }
}
