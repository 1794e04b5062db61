namespace Fabric.Media.Players;

/// <summary>
/// Plays tracks by the clock alone: each takes the time that its audio would, and none of it is put out. Frames are consumed from the start of a track on,
/// whether or not there is a voice connection: none consumes them here, so no track is abandoned, and no source can get stuck or fail.
/// </summary>
public sealed class ClockEngine(TimeProvider time) : IPlayerEngine
{
    /// <inheritdoc />
    public IEnginePlayer Create(IEngineObserver observer) => new ClockPlayer(observer, time);
}
