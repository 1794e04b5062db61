namespace Fabric.Abstractions.Players;

/// <summary>What has happened to a voice connection.</summary>
public enum VoiceEventKind
{
    /// <summary>The voice server has accepted the bot.</summary>
    Ready,

    /// <summary>It is closed for good, not by the player.</summary>
    Closed,
}
