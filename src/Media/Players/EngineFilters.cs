namespace Fabric.Media.Players;

/// <summary>What an engine makes of the audio: of this the time that it takes.</summary>
/// <param name="Rate">How much of the track goes into a second, in seconds: above 0; speed times rate of a timescale.</param>
public sealed record EngineFilters(double Rate)
{
    /// <summary>The track as it is.</summary>
    public static EngineFilters None { get; } = new(1);
}
