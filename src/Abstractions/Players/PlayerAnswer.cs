using Orleans;

namespace Fabric.Abstractions.Players;

/// <summary>What a request about a player comes to.</summary>
/// <param name="Status">The HTTP status: 200, 204, or that of an error.</param>
/// <param name="Json">The player as UTF-8 where the status is 200, otherwise empty.</param>
/// <param name="Error">The error's message, as clients see it; null where there is none.</param>
/// <param name="Detail">What the error's trace says; null where there is no more to say.</param>
[GenerateSerializer, Immutable, Alias("fabric.PlayerAnswer")]
public sealed record PlayerAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] ReadOnlyMemory<byte> Json = default,
    [property: Id(2)] string? Error = null,
    [property: Id(3)] string? Detail = null);
