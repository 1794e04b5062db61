using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>A client's handshake.</summary>
/// <param name="User">The bot.</param>
/// <param name="ClientName">What the client calls itself; null where it does not say.</param>
/// <param name="Socket">The connection that the session gets.</param>
[GenerateSerializer, Immutable, Alias("fabric.SessionOpening")]
public sealed record SessionOpening([property: Id(0)] UserId User, [property: Id(1)] string? ClientName, [property: Id(2)] SocketId Socket);
