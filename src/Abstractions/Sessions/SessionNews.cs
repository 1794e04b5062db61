using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>A session has messages for its socket. One that is lost on the way shows by the next one's number, or when the gateway asks.</summary>
/// <param name="Session">The session.</param>
/// <param name="Connection">The connection of the gateway's that it is for.</param>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Counts">How many players the session has now.</param>
[GenerateSerializer, Immutable, Alias("fabric.SessionNews")]
public sealed record SessionNews(
    [property: Id(0)] SessionId Session,
    [property: Id(1)] Guid Connection,
    [property: Id(2)] SessionMessage[] Messages,
    [property: Id(3)] SessionCounts Counts) : EdgeEvent;
