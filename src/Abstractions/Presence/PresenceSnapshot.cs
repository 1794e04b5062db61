using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>A user's presence at a version.</summary>
/// <param name="User">Whose.</param>
/// <param name="Version">Grows with every change, across silos and restarts. A lower version is older.</param>
/// <param name="Json">The public presence object (lanyard.md §3), UTF-8, encoded once and shared: never write to it.</param>
[GenerateSerializer, Immutable, Alias("fabric.PresenceSnapshot")]
public sealed record PresenceSnapshot(
    [property: Id(0)] UserId User,
    [property: Id(1)] long Version,
    [property: Id(2)] ReadOnlyMemory<byte> Json);
