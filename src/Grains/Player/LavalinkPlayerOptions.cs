namespace Fabric.Grains.Player;

/// <summary>How players behave. The program takes it from Lavalink's settings.</summary>
public sealed class LavalinkPlayerOptions
{
    /// <summary>How often clients are told of a player that has a track.</summary>
    public TimeSpan UpdateInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long no frame may come before clients are told that a track is stuck.</summary>
    public TimeSpan StuckThreshold { get; set; } = TimeSpan.FromSeconds(10);
}
