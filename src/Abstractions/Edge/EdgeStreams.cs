using Fabric.Abstractions.Ids;
using Orleans.Runtime;

namespace Fabric.Abstractions.Edge;

/// <summary>The stream that each gateway reads.</summary>
public static class EdgeStreams
{
    /// <summary>The stream provider's name, the same in silos and gateways.</summary>
    public const string Provider = "edge";

    private const string Namespace = "edge";

    /// <summary>The stream of a gateway.</summary>
    public static StreamId Of(GatewayId gateway) => StreamId.Create(Namespace, gateway.Value);
}
