namespace Fabric.Media.Players;

/// <summary>Plays tracks. One per process.</summary>
public interface IPlayerEngine
{
    /// <summary>A player that plays nothing yet, not paused, at normal speed.</summary>
    IEnginePlayer Create(IEngineObserver observer);
}
