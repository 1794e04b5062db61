namespace Fabric.Media.Players;

/// <summary>Why a track could not be played on.</summary>
/// <param name="Exception">What was thrown.</param>
/// <param name="IsOwnFault">Whether the engine is to blame, and not the track.</param>
/// <param name="HasPlayed">Whether at least one frame of it was there to be played: then its end is told when that has been.</param>
public sealed record PlayFailure(Exception Exception, bool IsOwnFault, bool HasPlayed);
