namespace Fabric.Media.Players;

/// <summary>
/// Plays one track after another. Times are milliseconds; positions count the audio that was put out, so that at twice the speed a track of 200 s
/// ends at 100 s (lavalink.md §3.4), while seeks are in the track's own time. Members may be called on any thread.
/// </summary>
public interface IEnginePlayer : IDisposable
{
    /// <summary>Where the track is: 0 where none is, what it ended at where it has ended.</summary>
    long Position { get; }

    /// <summary>How far into the track itself that is: differs from <see cref="Position" /> once the speed has been another one.</summary>
    long SourcePosition { get; }

    /// <summary>The frames of the last whole minute; null while nothing plays, and as long as they cannot be told (lavalink.md §1.4).</summary>
    MinuteFrames? Frames { get; }

    /// <summary>Begins a track in place of the one that is, paused where the player is.</summary>
    void Play(EnginePlay play);

    /// <summary>Ends the track, and tells nobody.</summary>
    void Stop();

    /// <summary>Holds the track, and those that are begun later, until <see cref="Resume" />.</summary>
    void Pause();

    /// <summary>Goes on.</summary>
    void Resume();

    /// <summary>
    /// Goes to another place: below 0 to the start, beyond the end the track finishes shortly after, past the end marker at once. Ignored where
    /// the track is not seekable, or has ended.
    /// </summary>
    void Seek(long position);

    /// <summary>
    /// Has the track finish at a position, in place of any other marker; null clears it. One at or before the position is ignored
    /// (lavalink.md §3.2).
    /// </summary>
    void SetEndMarker(long? position);

    /// <summary>The volume, in percent: 0 to 1000.</summary>
    void SetVolume(int percent);

    /// <summary>Replaces the filters.</summary>
    void SetFilters(EngineFilters filters);
}
