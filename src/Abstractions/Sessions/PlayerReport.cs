using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>What a player tells its session: messages for the client, in order, and how it stands.</summary>
/// <param name="Epoch">The player's epoch.</param>
/// <param name="Number">The report's number in that epoch, from 1: one that comes twice is taken once.</param>
/// <param name="IsPlaying">Whether the player has a track and is not paused.</param>
/// <param name="Messages">Messages.</param>
[GenerateSerializer, Immutable, Alias("fabric.PlayerReport")]
public sealed record PlayerReport(
    [property: Id(0)] long Epoch, [property: Id(1)] long Number, [property: Id(2)] bool IsPlaying, [property: Id(3)] PlayerMessage[] Messages);
