using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>One message of a player for its session's client.</summary>
/// <param name="IsEvent">Whether it is an event; a playerUpdate is dropped where there is no socket to send it to.</param>
/// <param name="Json">The message as UTF-8.</param>
[GenerateSerializer, Immutable, Alias("fabric.PlayerMessage")]
public sealed record PlayerMessage([property: Id(0)] bool IsEvent, [property: Id(1)] ReadOnlyMemory<byte> Json);
