namespace Fabric.Media.Players;

/// <summary>
/// Is told what becomes of plays, by the number that each was begun with. Called on the engine's own threads, never while one of the player's
/// members is called; must not block.
/// </summary>
public interface IEngineObserver
{
    /// <summary>It was played to its end, or to its end marker. Also of one that has failed, when what there was of it has been played.</summary>
    void OnFinished(long play);

    /// <summary>It failed. One that no frame was played of has ended with that.</summary>
    void OnFailed(long play, PlayFailure failure);

    /// <summary>No frame has come for longer than the threshold. It goes on where frames come again.</summary>
    void OnStuck(long play);

    /// <summary>Nobody has asked for frames for longer than a minute. It has ended with that.</summary>
    void OnAbandoned(long play);
}
