namespace Fabric.Abstractions.Players;

/// <summary>What has happened to what is played (lavalink.md §3.3).</summary>
public enum PlayEventKind
{
    /// <summary>It was played to its end, or to its end marker.</summary>
    Finished,

    /// <summary>It failed, with or without a frame having been played before.</summary>
    Failed,

    /// <summary>It failed before its first frame.</summary>
    LoadFailed,

    /// <summary>No frame has come for longer than the threshold. It goes on where frames come again.</summary>
    Stuck,

    /// <summary>Nobody has asked for frames for longer than a minute.</summary>
    Abandoned,
}
