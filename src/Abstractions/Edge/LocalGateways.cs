using System.Collections.Concurrent;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Edge;

/// <summary>
/// The gateways of this process: grains of the same process tell them directly, without the way through their streams. One that is not here is
/// told by its stream. Thread-safe.
/// </summary>
public sealed class LocalGateways
{
    private readonly ConcurrentDictionary<GatewayId, Action<EdgeEvent>> _gateways = new();

    /// <summary>From now on the gateway is told directly.</summary>
    /// <param name="gateway">Which.</param>
    /// <param name="tell">Takes news, from any thread and in a grain's turn: it must neither block nor call grains and wait for them.</param>
    public void Add(GatewayId gateway, Action<EdgeEvent> tell) => _gateways[gateway] = tell;

    /// <summary>The gateway takes no more.</summary>
    public void Remove(GatewayId gateway) => _gateways.TryRemove(gateway, out _);

    /// <summary>Tells a gateway; false where it is not of this process.</summary>
    public bool TryTell(GatewayId gateway, EdgeEvent news)
    {
        if (!_gateways.TryGetValue(gateway, out var tell))
        {
            return false;
        }

        tell(news);
        return true;
    }
}
