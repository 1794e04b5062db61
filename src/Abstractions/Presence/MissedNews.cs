using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>What a comparison found. Users of whom the gateway knows all are in neither list.</summary>
/// <param name="News">What the gateway does not know yet.</param>
/// <param name="Unanswered">Users whose owner did not answer in time: to be asked about again.</param>
[GenerateSerializer, Immutable, Alias("fabric.MissedNews")]
public sealed record MissedNews([property: Id(0)] EdgeEvent[] News, [property: Id(1)] UserId[] Unanswered);
