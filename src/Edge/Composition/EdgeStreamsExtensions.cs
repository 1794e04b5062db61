using Fabric.Abstractions.Edge;
using Orleans.Hosting;

namespace Fabric.Edge.Composition;

/// <summary>Registers the gateways' streams, under the same name on both sides.</summary>
public static class EdgeStreamsExtensions
{
    /// <summary>With the engine's default a change would wait 50 ms on average.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    /// <summary>On a silo. The store <c>PubSubStore</c> must be registered as well.</summary>
    public static ISiloBuilder AddFabricStreams(this ISiloBuilder silo) => silo.AddMemoryStreams(EdgeStreams.Provider, streams =>
        streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = Period)));

    /// <summary>On a client.</summary>
    public static IClientBuilder AddFabricStreams(this IClientBuilder client) => client.AddMemoryStreams(EdgeStreams.Provider);
}
