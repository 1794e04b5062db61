using Fabric.Abstractions.Edge;
using Orleans.Hosting;

namespace Fabric.Edge.Composition;

/// <summary>Registers the gateways' streams, under the same name on both sides.</summary>
public static class EdgeStreamsExtensions
{
    /// <summary>With the engine's default a change would wait 50 ms on average.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    /// <summary>The engine's default, for streams that bring no changes: looking more often would take a tenth of a core of an idle process.</summary>
    private static readonly TimeSpan IdlePeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>On a silo. The store <c>PubSubStore</c> must be registered as well.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="isAlone">There are no other processes, so that the only gateway, this process's own, is told directly.</param>
    public static ISiloBuilder AddFabricStreams(this ISiloBuilder silo, bool isAlone) => silo.AddMemoryStreams(EdgeStreams.Provider, streams =>
        streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = isAlone ? IdlePeriod : Period)));

    /// <summary>On a client.</summary>
    public static IClientBuilder AddFabricStreams(this IClientBuilder client) => client.AddMemoryStreams(EdgeStreams.Provider);
}
