using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>A socket has its session no more: another one of the client has taken it over. It is to be closed.</summary>
[GenerateSerializer, Immutable, Alias("fabric.SessionLost")]
public sealed record SessionLost([property: Id(0)] SessionId Session, [property: Id(1)] Guid Connection) : EdgeEvent;
