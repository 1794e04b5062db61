using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>What a session has for its socket.</summary>
/// <param name="Events">The events after the number that was asked with, in order; perhaps not all, where they are many.</param>
/// <param name="Last">The number of the last event that there is.</param>
/// <param name="Players">The players of the session.</param>
/// <param name="Counts">How many they are.</param>
[GenerateSerializer, Immutable, Alias("fabric.SessionBacklog")]
public sealed record SessionBacklog(
    [property: Id(0)] SessionMessage[] Events,
    [property: Id(1)] long Last,
    [property: Id(2)] GuildId[] Players,
    [property: Id(3)] SessionCounts Counts);
