using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>The users of a partition.</summary>
/// <param name="Revision">Another one after every change, and after the partition has moved.</param>
/// <param name="Users">Who is monitored.</param>
[GenerateSerializer, Immutable, Alias("fabric.IndexMembers")]
public sealed record IndexMembers([property: Id(0)] long Revision, [property: Id(1)] UserId[] Users);
