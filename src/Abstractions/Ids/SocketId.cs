using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>One client's connection to a gateway.</summary>
/// <param name="Gateway">The gateway that holds it.</param>
/// <param name="Connection">Which of the gateway's connections, chosen anew for each.</param>
[GenerateSerializer, Immutable, Alias("fabric.SocketId")]
public readonly record struct SocketId([property: Id(0)] GatewayId Gateway, [property: Id(1)] Guid Connection);
