using Orleans;

namespace Fabric.Abstractions.Tracks;

/// <summary>How the addresses that loads go out from are chosen.</summary>
/// <param name="Json">What clients are told (lavalink.md §2.3), as UTF-8.</param>
[GenerateSerializer, Immutable, Alias("fabric.RoutesAnswer")]
public sealed record RoutesAnswer([property: Id(0)] ReadOnlyMemory<byte> Json);
