using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>What a gateway knows of a user whom it follows.</summary>
/// <param name="User">Who.</param>
/// <param name="Version">The version it has; 0 for none.</param>
/// <param name="IsPresent">Whether the user was monitored at that version.</param>
[GenerateSerializer, Immutable, Alias("fabric.KnownPresence")]
public readonly record struct KnownPresence(
    [property: Id(0)] UserId User,
    [property: Id(1)] long Version,
    [property: Id(2)] bool IsPresent);
