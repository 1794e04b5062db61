using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Edge;

/// <summary>A followed user left the last guild of ours.</summary>
/// <param name="User">Who.</param>
/// <param name="Version">The version at which that was so.</param>
[GenerateSerializer, Immutable, Alias("fabric.PresenceEnded")]
public sealed record PresenceEnded([property: Id(0)] UserId User, [property: Id(1)] long Version) : EdgeEvent;
